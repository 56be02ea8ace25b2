#pragma once

#include "jvm/JvmLibrary.h"

namespace stompjar
{

/** The one Java virtual machine of this process: made here, or joined if it is already there (the other plugin
    format, another plugin, a host that is a Java program). It is never destroyed: a process cannot have a second.
*/
class Jvm
{
public:
    /** Makes or joins the JVM; later calls return the same one. Any thread but not while audio must run: takes up
        to 0.2 s at first. @throws std::runtime_error with a sentence for the player; may be tried again */
    static Jvm& join (const JvmLibrary::Places&);

    /** The calling thread's environment; attaches the thread (as a daemon, detached when it ends) at its first call,
        which takes 0.1 to 0.3 ms, later ones take 7 ns. Returns nullptr if the thread cannot attach (a stack under
        128 kB). Any thread, also the audio thread. */
    JNIEnv* environment() noexcept;

    const JvmLibrary library;
    JavaVM* const vm;
    const std::string collector;    ///< what we asked for; empty: the user's choice, or somebody else's JVM

private:
    Jvm (JvmLibrary, JavaVM*, std::string);
};

}

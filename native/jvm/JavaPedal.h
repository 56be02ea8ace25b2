#pragma once

#include "jvm/JavaText.h"
#include "jvm/Jvm.h"

#include <atomic>
#include <cstddef>
#include <vector>

namespace stompjar
{

struct EngineClass;

/** The places for captures, in the order of the signal; the numbers are the engine's. */
enum class Slot { pedal, amp, cab };
inline constexpr int numSlots = 3;

/** One pedal in Java: a stompjar.bridge.NativePedal, and the buffer that it shares with us.

    Its classes come from <resources>/java/ through a class loader of our own, never from the JVM's class path, so
    that two versions live together. All instances of one plugin library share that loader.

    Threads: process() and reset() on the audio thread, everything else on a loader or message thread, one call at a time. load(),
    restoreCapture() and the readers may run beside process() and reset(); prepare() may not.
    Errors: a Java exception becomes a JavaFault; process() and reset() return false instead.
*/
class JavaPedal
{
public:
    /** Places in the shared buffer, in floats. The rows of audio follow, one for each channel. */
    enum Shared { bypass = 6, numParameters = 34, header = 64 };

    using Bytes = std::vector<std::byte>;

    /** With the bundle's default capture. @throws std::runtime_error if the resources have no engine, JavaFault */
    JavaPedal (Jvm&, const std::string& resources);
    ~JavaPedal();

    /** Builds everything for this rate, and if the host is live warms it up, which takes seconds the first time; blocks.
        With the arguments of before it only resets the audio state. @return the shared buffer: `header` floats, then `channels` rows of maxFrames floats */
    float* prepare (double rate, int maxFrames, int channels, bool live);

    /** One block, in place in the shared buffer. Audio thread: no lock, no allocation (but for a thread's first call,
        which attaches it). False: Java threw (see takeFault) or this thread cannot attach. */
    bool process (int frames) noexcept;

    /** Why process() or reset() returned false, once; empty if they did not. */
    std::string takeFault();

    /** Forgets the audio of before. Audio thread, or while no audio runs; false as in process(). */
    bool reset() noexcept;

    int latencyFrames();

    /** How long it sounds on after its input has ended, latency included. */
    double tailSeconds();

    /** Loads a capture file; blocks until it plays. @return empty, or why not */
    std::string load (Slot, const std::string& path);

    /** Empties a slot: its input passes. */
    void clear (Slot);

    /** What is in a slot, in lines: name, file, then for each knob the place of its parameter, its default and its name, then a word and what it is
        (family, rate, esr, stands). Empty for an empty slot. */
    std::string slotText (Slot);

    /** The present captures, opaque; empty if there were none ever. */
    Bytes captureState();

    /** The same also where nobody chose them, so that they can be had back. */
    Bytes snapshot();

    /** Plays what captureState() or snapshot() returned. @return empty, or why not: the captures of before play on */
    std::string restoreCapture (const Bytes&);

    /** One line for the player: capture, rate, kernels, JVM, or what is wrong. */
    std::string describe();

    /** On what it runs, in a few words. */
    std::string environment();

    /** A sentence about captures that are in their slots and cannot be heard; empty if there is none. */
    std::string unheard();

    JavaPedal (const JavaPedal&) = delete;
    JavaPedal& operator= (const JavaPedal&) = delete;

private:
    class Call;
    bool call (jmethodID, const jvalue* arguments) noexcept;
    Bytes bytes (jmethodID);
    std::string text (jmethodID);

    Jvm& jvm;
    const EngineClass* engine = nullptr;
    jobject pedal = nullptr;                    // global reference
    jobject buffer = nullptr;                   // global reference: keeps the shared memory
    std::atomic<jthrowable> fault { nullptr };  // global reference: process() leaves it, takeFault() takes it
    std::atomic<bool> cannotAttach { false };
};

}

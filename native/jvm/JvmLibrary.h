#pragma once

#include <jni.h>
#include <string>
#include <vector>

namespace stompjar
{

/** A libjvm.so in this process, and the Java home that it belongs to.

    Loader or message thread. Nothing is ever unloaded: a process can have one libjvm in its life.
*/
class JvmLibrary
{
public:
    /** Where to look for a Java runtime (17 or newer), in this order. */
    struct Places
    {
        std::string stompjarJavaHome;            ///< environment: STOMPJAR_JAVA_HOME
        std::string bundledRuntime;              ///< the bundle's own runtime/
        std::string javaHome;                    ///< environment: JAVA_HOME
        std::vector<std::string> systemHomes;    ///< the distribution's default, and the `java` on the PATH

        /** The places of this machine. @param resources the bundle's folder, or empty */
        static Places standard (const std::string& resources);
    };

    /** What a Java home's `release` file says. */
    struct Home
    {
        std::string path;
        std::string version;             ///< "17.0.15"
        int major = 0;
        bool hasVectorModule = false;    ///< jdk.incubator.vector is there
    };

    /** Reads a Java home. @throws std::runtime_error with a sentence that says why it cannot be used */
    static Home inspect (const std::string& path);

    /** The first usable home. What was there but unusable is appended to `complaints`, a sentence each.
        @throws std::runtime_error if there is none: says where it looked and what to install */
    static Home find (const Places&, std::vector<std::string>& complaints);

    /** Joins the libjvm that is already in this process, whoever loaded it; else opens the first usable one.
        Call under the process-wide lock of Jvm: a second libjvm would end the host. @throws std::runtime_error */
    static JvmLibrary open (const Places&);

    Home home;
    std::vector<std::string> complaints;
    bool wasThere = false;               ///< another part of this process had loaded it

    /** Whether it was built with this class of HotSpot's own, e.g. "ZCollectedHeap": an option that a JVM was built without would end the host.
        Asks the table that it exports for debuggers; false where there is none. */
    bool hasBuiltIn (const char* hotspotClass) const;

    decltype (&JNI_GetCreatedJavaVMs) getCreatedJavaVMs = nullptr;
    decltype (&JNI_CreateJavaVM) createJavaVM = nullptr;

private:
    JvmLibrary() = default;

    void* handle = nullptr;    ///< of dlopen
};

}

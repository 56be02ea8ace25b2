#include "jvm/Jvm.h"

#include <clocale>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace stompjar
{

/** Any capture is read, or refused, within this. */
static constexpr size_t heapMegabytes = 256;

/** A lock that all plugins in this process share, though each has statics of its own: flock on the running program's
    file. Descriptors of one process exclude each other, and the kernel frees the lock whatever happens. */
class ProcessLock
{
public:
    ProcessLock() : descriptor (::open ("/proc/self/exe", O_RDONLY | O_CLOEXEC))
    {
        while (descriptor >= 0 && ::flock (descriptor, LOCK_EX) != 0 && errno == EINTR) {}
    }

    ~ProcessLock()
    {
        if (descriptor >= 0)
            ::close (descriptor);
    }

    ProcessLock (const ProcessLock&) = delete;
    ProcessLock& operator= (const ProcessLock&) = delete;

private:
    const int descriptor;
};

/** The user's own options, which a JVM obeys beside ours: two collectors, or a start heap above the user's maximum, would end the host. */
static std::string userOptions()
{
    std::string options;

    for (const char* name : { "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS" })
        if (const char* value = std::getenv (name))
            options += std::string (" ") + value;

    return options;
}

static bool namesCollector (const std::string& options)
{
    for (auto at = options.find ("-XX:+Use"); at != std::string::npos; at = options.find ("-XX:+Use", at + 1))
    {
        const auto end = options.find_first_of (" \t\"'", at);
        const auto option = options.substr (at, end == std::string::npos ? end : end - at);

        if (option.size() > 10 && option.compare (option.size() - 2, 2, "GC") == 0)
            return true;
    }

    return false;
}

static bool sizesHeap (const std::string& options)
{
    return options.find ("-Xm") != std::string::npos || options.find ("HeapSize") != std::string::npos;
}

/** Whether the kernel would grant so much memory. */
static bool canCommit (size_t bytes)
{
    void* const memory = ::mmap (nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        return false;

    ::munmap (memory, bytes);
    return true;
}

/** A capture that is loaded allocates while audio runs, so the collector must neither stop the audio thread nor slow it down. ZGC before Java 23 shows the
    heap in three places by turns, and after each turn the first to touch a page, which is the audio thread, waits for the kernel. Shenandoah does not.
    Where memory is rationed, the one that needs the least. Empty: what Java chooses. */
static std::string chooseCollector (const JvmLibrary& library)
{
    if (namesCollector (userOptions()))
        return {};

    rlimit addresses {};

    if ((::getrlimit (RLIMIT_AS, &addresses) == 0 && addresses.rlim_cur != RLIM_INFINITY) || ! canCommit (2 * heapMegabytes << 20))
        return "Serial";

    return library.hasBuiltIn ("ShenandoahHeap") ? "Shenandoah" : library.hasBuiltIn ("ZCollectedHeap") ? "Z" : "";
}

static std::vector<std::string> optionsFor (const JvmLibrary& library, const std::string& collector)
{
    std::error_code error;
    auto temporary = std::filesystem::temp_directory_path (error).string();
    const auto heap = std::to_string (heapMegabytes) + "m";

    std::vector<std::string> options {
        "-Xrs",                                 // the host keeps its HUP, INT, QUIT and TERM
        "-Xshare:auto",                         // :on would end the host if there is no archive
        "-XX:ObjectAlignmentInBytes=64",        // vectors begin on cache lines: a tenth to a fifth faster
        "-XX:CompileCommand=quiet",             // each loop over vectors is compiled by itself: see VectorLoops.java
        "-XX:CompileCommand=dontinline,stompjar.simd.VectorLoops::*",
        "-XX:-UsePerfData",                     // no mapped file that is written at each safepoint
        "-XX:+DisableAttachMechanism",
        "-XX:+DisplayVMOutputToStderr",         // stdout is the host's
        "-XX:ErrorFile=" + (error ? "/tmp" : temporary) + "/stompjar_hs_err_%p.log",
        "-Djava.awt.headless=true"
    };

    if (! collector.empty())
        options.push_back ("-XX:+Use" + collector + "GC");

    if (! sizesHeap (userOptions()))
    {
        options.push_back ("-Xmx" + heap);

        if (collector == "Shenandoah")          // all there from the start, in huge pages where the system has them: the audio thread waits for no page
            options.insert (options.end(), { "-Xms" + heap, "-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages",
                // Where an object is moved, the first to touch it copies it, and a network's histories are half a megabyte and more: such are left
                // where they are. And nothing is moved where most of the garbage is gone without. Not every version knows both.
                "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockExperimentalVMOptions",
                "-XX:ShenandoahHumongousThreshold=25", "-XX:ShenandoahImmediateThreshold=70" });
        else
            options.push_back ("-Xms32m");      // a start heap that does not fit would end the host: small
    }

    if (library.home.hasVectorModule)           // a missing module would end the host
        options.push_back ("--add-modules=jdk.incubator.vector");

    return options;
}

/** Makes the JVM on a thread of its own: the maker becomes Java's main thread, and the caller may be an audio thread
    with a small stack. Java also sets the process's locale from the environment: a host in the C locale would from
    then on write "0,5" into its sessions, so the locale is put back. */
static JavaVM* create (const JvmLibrary& library, const std::string& collector)
{
    const auto texts = optionsFor (library, collector);
    std::vector<JavaVMOption> options;

    for (const auto& text : texts)
        options.push_back ({ const_cast<char*> (text.c_str()), nullptr });

    JavaVMInitArgs arguments {};
    arguments.version = JNI_VERSION_10;
    arguments.nOptions = static_cast<jint> (options.size());
    arguments.options = options.data();
    arguments.ignoreUnrecognized = JNI_FALSE;

    const char* present = std::setlocale (LC_ALL, nullptr);
    const std::string locale = present != nullptr ? present : "C";

    JavaVM* vm = nullptr;
    jint result = JNI_ERR;

    std::thread ([&]
    {
        void* environment = nullptr;
        result = library.createJavaVM (&vm, &environment, &arguments);

        if (result == JNI_OK)
            vm->DetachCurrentThread();
    }).join();

    std::setlocale (LC_ALL, locale.c_str());

    if (result != JNI_OK)
        throw std::runtime_error ("Java " + library.home.version + " in " + library.home.path
                                  + " does not start (error " + std::to_string (result) + ")");

    return vm;
}

Jvm::Jvm (JvmLibrary libraryToUse, JavaVM* machine, std::string collectorName)
    : library (std::move (libraryToUse)), vm (machine), collector (std::move (collectorName))
{
}

Jvm& Jvm::join (const JvmLibrary::Places& places)
{
    static std::mutex mutex;
    static Jvm* joined = nullptr;    // never freed: threads may detach after our statics are gone

    const std::lock_guard<std::mutex> guard (mutex);

    if (joined == nullptr)
    {
        const ProcessLock lock;
        auto library = JvmLibrary::open (places);

        // JNI_CreateJavaVM beside a living JVM fails *and* hides that one for ever: look first.
        JavaVM* vm = nullptr;
        jsize count = 0;
        std::string collector;

        if (library.getCreatedJavaVMs (&vm, 1, &count) != JNI_OK || count == 0)
        {
            collector = chooseCollector (library);
            vm = create (library, collector);
        }

        joined = new Jvm (std::move (library), vm, std::move (collector));
    }

    return *joined;
}

/** Detaches its thread when the thread ends, if it was us who attached it. */
struct Attachment
{
    JavaVM* vm = nullptr;

    ~Attachment()
    {
        void* environment = nullptr;

        if (vm != nullptr && vm->GetEnv (&environment, JNI_VERSION_10) == JNI_OK)
            vm->DetachCurrentThread();
    }
};

JNIEnv* Jvm::environment() noexcept
{
    // Asked each time, not remembered: another plugin may detach this thread between two calls.
    void* environment = nullptr;

    if (vm->GetEnv (&environment, JNI_VERSION_10) == JNI_OK)
        return static_cast<JNIEnv*> (environment);

    char name[] = "Stompjar host thread";
    JavaVMAttachArgs arguments { JNI_VERSION_10, name, nullptr };

    if (vm->AttachCurrentThreadAsDaemon (&environment, &arguments) != JNI_OK)
        return nullptr;

    thread_local Attachment attachment;
    attachment.vm = vm;
    return static_cast<JNIEnv*> (environment);
}

}

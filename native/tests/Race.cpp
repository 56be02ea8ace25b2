// stompjar-race LIBRARY…: makes an LV2 instance of each library at the same moment, each on a thread of its own. Copies
// of one library have statics of their own, as the two formats have; still there may be only one JVM. Prints how many
// libjvm and JVMs the process then has, and how many instances play.

#include <lv2/atom/atom.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/core/lv2.h>
#include <lv2/options/options.h>
#include <lv2/urid/urid.h>

#include <dlfcn.h>
#include <jni.h>

#include <atomic>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

static LV2_URID map (LV2_URID_Map_Handle, const char* uri)
{
    static std::mutex mutex;
    static std::map<std::string, LV2_URID> known;
    const std::lock_guard<std::mutex> lock (mutex);
    return known.try_emplace (uri, static_cast<LV2_URID> (known.size() + 1)).first->second;
}

static std::atomic<int> ready { 0 }, complaints { 0 };

/** Instantiates, which starts Java, and leaves the instance alone. Every second one hears of its block length as Audacity tells
    it: as an Int of eight bytes. */
static void start (const LV2_Descriptor* descriptor, const std::string& bundle, const char* (*complaint)(), int expected, bool asAudacity)
{
    LV2_URID_Map mapper { nullptr, map };
    const int64_t longest = 64;    // little-endian: its first four bytes are an int32_t
    const uint32_t size = asAudacity ? sizeof (int64_t) : sizeof (int32_t);
    const LV2_Options_Option options[] {
        { LV2_OPTIONS_INSTANCE, 0, map (nullptr, LV2_BUF_SIZE__maxBlockLength), size, map (nullptr, LV2_ATOM__Int), &longest },
        { LV2_OPTIONS_INSTANCE, 0, 0, 0, 0, nullptr } };
    const LV2_Feature mapFeature { LV2_URID__map, &mapper }, bounded { LV2_BUF_SIZE__boundedBlockLength, nullptr },
                      optionsFeature { LV2_OPTIONS__options, const_cast<LV2_Options_Option*> (options) };
    const LV2_Feature* const features[] { &mapFeature, &bounded, &optionsFeature, nullptr };

    for (++ready; ready < expected;) {}

    if (descriptor->instantiate (descriptor, 48000, bundle.c_str(), features) == nullptr || *complaint() != 0)
    {
        std::cerr << bundle << ": " << complaint() << std::endl;
        ++complaints;
    }
}

int main (int count, char** words)
{
    std::vector<std::thread> threads;

    for (int i = 1; i < count; ++i)
    {
        const std::string path = words[i];
        void* const library = dlopen (path.c_str(), RTLD_NOW | RTLD_LOCAL);

        if (library == nullptr)
        {
            std::cerr << dlerror() << std::endl;
            return 1;
        }

        const auto describe = reinterpret_cast<decltype (&lv2_descriptor)> (dlsym (library, "lv2_descriptor"));
        const auto complaint = reinterpret_cast<const char* (*) ()> (dlsym (library, "stompjar_complaint"));
        threads.emplace_back (start, describe (0), path.substr (0, path.rfind ('/') + 1), complaint, count - 1, i % 2 == 0);
    }

    for (auto& thread : threads)
        thread.join();

    std::set<std::string> libraries;
    std::ifstream maps ("/proc/self/maps");

    for (std::string line; std::getline (maps, line);)
        if (line.find ("libjvm.so") != std::string::npos)
            libraries.insert (line.substr (line.find ('/')));

    jsize jvms = 0;

    if (void* const libjvm = dlopen ("libjvm.so", RTLD_NOLOAD | RTLD_NOW))
        reinterpret_cast<decltype (&JNI_GetCreatedJavaVMs)> (dlsym (libjvm, "JNI_GetCreatedJavaVMs")) (nullptr, 0, &jvms);

    std::cout << "libjvms " << libraries.size() << " jvms " << jvms << " complaints " << complaints << std::endl;
    std::cout.flush();
    std::_Exit (0);    // the instances live on other threads' JUCE: nothing here may take them down in order
}

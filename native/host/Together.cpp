#include "host/Commands.h"

#include "host/Arguments.h"
#include "host/HostedPlugin.h"

#include <dlfcn.h>
#include <iostream>
#include <jni.h>
#include <set>

namespace stompjar
{

/** JVMs that the loaded libjvm knows of; 0 if none is loaded. */
static int countJvms()
{
    void* const library = ::dlopen ("libjvm.so", RTLD_NOLOAD | RTLD_NOW);

    if (library == nullptr)
        return 0;

    JavaVM* vms[8] {};
    jsize count = 0;
    const auto ask = reinterpret_cast<decltype (&JNI_GetCreatedJavaVMs)> (::dlsym (library, "JNI_GetCreatedJavaVMs"));
    ask (vms, 8, &count);
    return count;
}

/** Different libjvm files in this process. */
static int countLibraries()
{
    std::set<juce::String> files;

    for (const auto& line : juce::StringArray::fromLines (juce::File ("/proc/self/maps").loadFileAsString()))
        if (line.contains ("libjvm.so"))
            files.insert (line.fromFirstOccurrenceOf ("/", true, false));

    return static_cast<int> (files.size());
}

/** Half a second of a low note: true if something came out, and nothing above +24 dBFS. */
static bool sounds (HostedPlugin& plugin)
{
    constexpr int block = 64;
    double energy = 0;
    bool sane = true;

    for (int start = 0; start < 24000; start += block)
    {
        juce::AudioBuffer<float> audio (1, block);

        for (int i = 0; i < block; ++i)
            audio.setSample (0, i, 0.3f * std::sin (0.0144f * static_cast<float> (start + i)));

        plugin.process (audio);

        for (int i = 0; i < block; ++i)
        {
            const auto sample = audio.getSample (0, i);
            sane = sane && std::abs (sample) < 15.85f;
            energy += static_cast<double> (sample) * sample;
        }
    }

    return sane && energy > 1.0e-3;
}

int together (int count, char** words)
{
    const Arguments arguments (count, words, { "--plugin", "--count" }, { "--json" });
    const auto each = wholeNumber ("--count", arguments.optional ("--count", "1"), 1);
    const auto bundles = arguments.all ("--plugin");

    if (bundles.empty())
        throw UsageError ("--plugin is missing");

    std::vector<std::unique_ptr<HostedPlugin>> plugins;
    std::string complaints;

    for (int i = 0; i < each; ++i)
        for (const auto& bundle : bundles)
        {
            plugins.push_back (std::make_unique<HostedPlugin> (fileArgument (bundle), 48000.0, 64, 1));
            plugins.back()->prepare (48000.0, 64, false);
            complaints = plugins.back()->complaint();
        }

    int sounding = 0;

    for (auto& plugin : plugins)
        sounding += sounds (*plugin) ? 1 : 0;

    const auto jvms = countJvms(), libraries = countLibraries();
    const auto instances = plugins.size();
    plugins.clear();

    std::cout << "{\"instances\":" << instances << ",\"sounding\":" << sounding << ",\"jvms\":" << jvms
              << ",\"libjvms\":" << libraries << ",\"complaint\":" << juce::JSON::toString (juce::String (complaints)) << "}" << std::endl;
    return 0;
}

}

/*  The LV2's entry point. It stands before JUCE's, whose activate() does nothing: an LV2 host expects that deactivate and
    activate bring a plugin back to its beginning (lv2core, LV2_Descriptor::activate), as Ardour does before it bounces.
    Without that a bounce would depend on what was played before. */

#include "plugin/PedalProcessor.h"

#include <lv2/core/lv2.h>

#include <map>
#include <mutex>

#undef lv2_descriptor    // CMake calls JUCE's juce_lv2_descriptor

extern "C" const LV2_Descriptor* juce_lv2_descriptor (uint32_t index);

namespace
{

/** Which pedal is behind a handle of JUCE's. Instances come and go on any thread, one at a time by the rules of LV2. */
struct Instances
{
    std::mutex mutex;
    std::map<LV2_Handle, stompjar::PedalProcessor*> pedals;

    static Instances& get()
    {
        static Instances instances;
        return instances;
    }
};

LV2_Handle instantiate (const LV2_Descriptor*, double rate, const char* bundle, const LV2_Feature* const* features)
{
    const auto* const juce = juce_lv2_descriptor (0);
    const auto handle = juce->instantiate (juce, rate, bundle, features);

    if (handle != nullptr)
    {
        auto& instances = Instances::get();
        const std::lock_guard<std::mutex> lock (instances.mutex);
        instances.pedals[handle] = stompjar::PedalProcessor::newestOnThisThread();
    }

    return handle;
}

void activate (LV2_Handle handle)
{
    auto& instances = Instances::get();
    const std::lock_guard<std::mutex> lock (instances.mutex);

    if (const auto found = instances.pedals.find (handle); found != instances.pedals.end())
        found->second->reset();
}

void cleanup (LV2_Handle handle)
{
    {
        auto& instances = Instances::get();
        const std::lock_guard<std::mutex> lock (instances.mutex);
        instances.pedals.erase (handle);
    }

    juce_lv2_descriptor (0)->cleanup (handle);
}

}

extern "C" LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor (uint32_t index)
{
    if (index != 0)
        return nullptr;

    static const LV2_Descriptor descriptor = []
    {
        auto ours = *juce_lv2_descriptor (0);
        ours.instantiate = instantiate;
        ours.activate = activate;
        ours.cleanup = cleanup;
        return ours;
    }();

    return &descriptor;
}

/*  The LV2's entry point. It stands before JUCE's, whose activate() does nothing: an LV2 host expects that deactivate and
    activate bring a plugin back to its beginning (lv2core, LV2_Descriptor::activate), as Ardour does before it bounces.
    Without that a bounce would depend on what was played before. And it mends what Audacity says of its block lengths. */

#include "plugin/PedalProcessor.h"

#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/options/options.h>
#include <lv2/urid/urid.h>

#include <cstring>
#include <map>
#include <mutex>
#include <vector>

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

/** A host's features as JUCE wants them. Audacity 3.2 says that its block lengths are atom:Int of eight bytes, where four are
    the truth and JUCE would refuse the host for it: so such an option is read as what it starts with (little-endian). */
class MendedFeatures
{
public:
    explicit MendedFeatures (const LV2_Feature* const* host)
    {
        const LV2_URID_Map* map = nullptr;

        for (auto at = host; *at != nullptr; ++at)
        {
            features.push_back (**at);

            if (std::strcmp ((*at)->URI, LV2_URID__map) == 0)
                map = static_cast<const LV2_URID_Map*> ((*at)->data);
        }

        for (auto& feature : features)
            if (map != nullptr && feature.data != nullptr && options.empty() && std::strcmp (feature.URI, LV2_OPTIONS__options) == 0)
                feature.data = mended (static_cast<const LV2_Options_Option*> (feature.data), map->map (map->handle, LV2_ATOM__Int));

        for (const auto& feature : features)
            pointers.push_back (&feature);

        pointers.push_back (nullptr);
    }

    const LV2_Feature* const* get() const noexcept { return pointers.data(); }

private:
    LV2_Options_Option* mended (const LV2_Options_Option* option, LV2_URID integer)
    {
        for (; option->value != nullptr; ++option)
        {
            options.push_back (*option);

            if (option->type == integer && option->size == sizeof (int64_t))
                options.back().size = sizeof (int32_t);
        }

        options.push_back ({});
        return options.data();
    }

    std::vector<LV2_Feature> features;
    std::vector<const LV2_Feature*> pointers;
    std::vector<LV2_Options_Option> options;
};

LV2_Handle instantiate (const LV2_Descriptor*, double rate, const char* bundle, const LV2_Feature* const* features)
{
    const auto* const juce = juce_lv2_descriptor (0);
    const auto handle = juce->instantiate (juce, rate, bundle, MendedFeatures (features).get());

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
    {
        found->second->reset();
        found->second->restart();    // JUCE prepares once, when it makes the instance
    }
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

#include "plugin/KnobNames.h"

#include "plugin/PedalProcessor.h"

namespace stompjar
{

/** No two parameters have the same name: those of the plugin itself come first. */
static juce::String nameFor (const juce::String& knob, Slot slot)
{
    if (slot == Slot::amp)
        return "Amp " + knob;

    const auto name = knob.substring (0, 1).toUpperCase() + knob.substring (1);
    const bool taken = std::any_of (std::begin (parameterSpecs), std::end (parameterSpecs), [&] (const auto& spec)
    {
        return spec.unit != ParameterSpec::Unit::knob && name.equalsIgnoreCase (spec.name);
    });
    return taken ? "Pedal " + knob : name;
}

KnobNames::KnobNames (Parameters& all, Ask asked, std::function<void()> whenRenamed)
    : parameters (all), ask (std::move (asked)), renamed (std::move (whenRenamed))
{
}

void KnobNames::rename()
{
    timer.stop();    // first: an update() meanwhile counts
    std::array<juce::String, numParameters> names;

    for (auto slot : { Slot::pedal, Slot::amp })
    {
        const auto contents = ask (slot);

        if (! contents.has_value())
            return timer.start (50);

        for (const auto& knob : contents->knobs)
            if (knob.parameterId.isNotEmpty())
                names[static_cast<size_t> (Parameters::placeOf (knob.parameterId))] = nameFor (knob.name, slot);
    }

    bool others = false;

    for (int place = 0; place < numParameters; ++place)
        others = parameters.rename (place, names[static_cast<size_t> (place)]) || others;

    if (others)
        renamed();
}

}

#include "plugin/sounds/Origin.h"

namespace stompjar
{

Values valuesOf (const Parameters& parameters)
{
    Values all {};

    for (int i = 0; i < numParameters; ++i)
        all[static_cast<size_t> (i)] = parameters.value (i);

    return all;
}

Values valuesOf (const Preset& preset, const Parameters& parameters)
{
    auto all = valuesOf (parameters);

    for (int i = 0; i < numParameters; ++i)
        all[static_cast<size_t> (i)] = preset.value (i).value_or (all[static_cast<size_t> (i)]);

    return all;
}

void set (Parameters& parameters, const Values& all)
{
    for (int i = 0; i < numParameters; ++i)
    {
        auto& parameter = parameters[i];
        const auto fraction = parameter.convertTo0to1 (all[static_cast<size_t> (i)]);

        if (Preset::leavesAlone (parameterSpecs[i]) || std::abs (fraction - parameter.getValue()) < 1.0e-7f)
            continue;

        parameter.beginChangeGesture();
        parameter.setValueNotifyingHost (fraction);
        parameter.endChangeGesture();
    }
}

Origin::Name Origin::name() const
{
    return { preset, file.isAChildOf (PresetBank::userFolder()), otherCaptures };
}

Origin Origin::restored (const Name& name, const PresetBank& bank, const Parameters& parameters)
{
    if (const auto preset = bank.find (name.preset, name.isOwn))
        return { name.preset, preset->file, valuesOf (*preset, parameters), name.otherCaptures };

    return { name.preset, name.isOwn ? PresetBank::userFile (name.preset) : juce::File(), {}, name.otherCaptures };
}

bool Origin::differsFrom (const Parameters& parameters) const
{
    if (! values.has_value())
        return otherCaptures;

    const auto turned = [&] (int place)
    {
        const auto& parameter = parameters[place];
        const auto there = parameter.getNormalisableRange().snapToLegalValue ((*values)[static_cast<size_t> (place)]);
        return ! Preset::leavesAlone (parameterSpecs[place]) && std::abs (parameter.convertTo0to1 (there) - parameter.getValue()) > 1.0e-5f;
    };

    bool differs = otherCaptures;

    for (int place = 0; place < numParameters; ++place)
        differs = differs || turned (place);

    return differs;
}

}

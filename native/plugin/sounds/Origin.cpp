#include "plugin/sounds/Origin.h"

namespace stompjar
{

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

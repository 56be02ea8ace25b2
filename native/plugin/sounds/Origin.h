#pragma once

#include "plugin/sounds/Preset.h"

namespace stompjar
{

/** Of all parameters, each in its own unit. */
using Values = std::array<float, numParameters>;

/** What a sound began as, and what was loaded into it since. */
struct Origin
{
    juce::String preset;
    std::optional<Values> values;    ///< of the preset; nothing if it is gone
    bool otherCaptures = false;      ///< were loaded since

    /** Whether the sound is not the preset's any more: in its captures, or in a knob that is not where the preset has it. Any thread. */
    bool differsFrom (const Parameters&) const;
};

}

#pragma once

#include "plugin/sounds/Preset.h"

namespace stompjar
{

/** Of all parameters, each in its own unit. */
using Values = std::array<float, numParameters>;

/** Where they are. Any thread. */
Values valuesOf (const Parameters&);

/** Where a preset has them; what presets leave alone, where it is. Any thread. */
Values valuesOf (const Preset&, const Parameters&);

/** Each as a gesture of its own: a host that records automation hears of it. What presets leave alone stays. Any thread but the audio thread. */
void set (Parameters&, const Values&);

/** What a sound began as, and what was loaded into it since. */
struct Origin
{
    /** What a project writes down of it. */
    struct Name
    {
        juce::String preset;
        bool isOwn = false;            ///< the player's, not the bundle's
        bool otherCaptures = false;
    };

    juce::String preset;
    juce::File file;                 ///< of the preset; none if nobody knows
    std::optional<Values> values;    ///< of the preset; nothing if it is gone
    bool otherCaptures = false;      ///< were loaded since

    static Origin of (const Preset& chosen, const Parameters& parameters) { return { chosen.name, chosen.file, valuesOf (chosen, parameters), false }; }

    Name name() const;

    /** What name() was of, as the preset is today. Any thread but the audio thread. */
    static Origin restored (const Name&, const PresetBank&, const Parameters&);

    /** Whether the sound is not the preset's any more: in its captures, or in a knob that is not where the preset has it. Any thread. */
    bool differsFrom (const Parameters&) const;
};

/** All that plays. */
struct Sound
{
    JavaPedal::Bytes captures;
    std::optional<Values> values;    ///< nothing: they stay
    Origin origin;
};

}

#include "plugin/Parameters.h"

#include <mutex>

namespace stompjar
{

using Unit = ParameterSpec::Unit;

static bool isFrequency (const ParameterSpec& spec)
{
    return spec.unit == Unit::lowCut || spec.unit == Unit::highCut;
}

/** Whether a value is at the end of its range that means something else than the value, and what. */
static const char* specialText (const ParameterSpec& spec, float value)
{
    switch (spec.unit)
    {
        case Unit::threshold:
        case Unit::lowCut:    return value <= spec.minimum ? "off" : nullptr;
        case Unit::highCut:   return value >= spec.maximum ? "off" : nullptr;
        case Unit::freeKnob:  return value < 0.0f ? "auto" : nullptr;
        default:              return nullptr;
    }
}

/** "+3.0 dB", "7.5" (knobs go from 0 to 10), "100 %", "80 Hz", "off". */
static juce::String toText (const ParameterSpec& spec, float value)
{
    if (const char* special = specialText (spec, value))
        return special;

    switch (spec.unit)
    {
        case Unit::decibels:
        case Unit::threshold:
        case Unit::dbu:
        {
            const auto rounded = juce::String (value, 1);
            const auto isZero = rounded.getFloatValue() == 0.0f;
            const auto sign = value > 0.0f && spec.unit == Unit::decibels ? "+" : "";
            return (isZero ? "0.0" : sign + rounded) + (spec.unit == Unit::dbu ? " dBu" : " dB");
        }

        case Unit::knob:
        case Unit::freeKnob: return juce::String (value * 10.0f, 1);
        case Unit::percent:  return juce::String (juce::roundToInt (value * 100.0f)) + " %";
        case Unit::lowCut:
        case Unit::highCut:  return juce::String (juce::roundToInt (value)) + " Hz";
        case Unit::toggle:   break;    // JUCE's own words
    }

    return {};
}

/** The other way; a unit behind the number may be missing. */
static float toValue (const ParameterSpec& spec, const juce::String& text)
{
    const auto trimmed = text.trim();

    if (trimmed.equalsIgnoreCase ("off") || trimmed.equalsIgnoreCase ("auto"))
        return spec.defaultValue;

    const auto number = trimmed.trimCharactersAtStart ("+").replaceCharacter (',', '.').getFloatValue();

    switch (spec.unit)
    {
        case Unit::knob:
        case Unit::freeKnob: return number / 10.0f;
        case Unit::percent:  return number / 100.0f;
        default:             return isFrequency (spec) && trimmed.containsIgnoreCase ("k") ? number * 1000.0f : number;
    }
}

double ParameterSpec::toFraction (double value) const
{
    const auto inside = juce::jlimit (static_cast<double> (minimum), static_cast<double> (maximum), value);

    if (isFrequency (*this))
        return std::log (inside / minimum) / std::log (static_cast<double> (maximum) / minimum);

    return (inside - minimum) / (static_cast<double> (maximum) - minimum);
}

static juce::NormalisableRange<float> rangeOf (const ParameterSpec& spec)
{
    if (isFrequency (spec))
        return { spec.minimum, spec.maximum,
                 [&spec] (float low, float high, float fraction) { juce::ignoreUnused (spec); return low * std::pow (high / low, fraction); },
                 [&spec] (float, float, float value) { return static_cast<float> (spec.toFraction (value)); },
                 [] (float low, float high, float value) { return juce::jlimit (low, high, std::round (value)); } };

    // What is shown in decibels snaps to hundredths: a value then means the same bits in each format, whatever fraction the host sends.
    const bool snaps = spec.unit == Unit::decibels || spec.unit == Unit::threshold || spec.unit == Unit::dbu;
    return { spec.minimum, spec.maximum, snaps ? 0.01f : 0.0f };
}

/** One that can be renamed; hosts ask on any thread. */
class Parameters::Continuous final : public juce::AudioParameterFloat
{
public:
    explicit Continuous (const ParameterSpec& spec)
        : AudioParameterFloat (juce::ParameterID { spec.id, 1 }, spec.name, rangeOf (spec), spec.defaultValue,
                               juce::AudioParameterFloatAttributes()
                                   .withStringFromValueFunction ([&spec] (float value, int) { return toText (spec, value); })
                                   .withValueFromStringFunction ([&spec] (const juce::String& text) { return toValue (spec, text); })),
          shown (spec.name)
    {
    }

    juce::String getName (int maximumLength) const override
    {
        const std::lock_guard<std::mutex> lock (mutex);
        return shown.substring (0, maximumLength);
    }

    bool rename (const juce::String& to)
    {
        const std::lock_guard<std::mutex> lock (mutex);
        return std::exchange (shown, to) != to;
    }

private:
    mutable std::mutex mutex;
    juce::String shown;
};

Parameters::Parameters (juce::AudioProcessor& owner)
{
    for (int i = 0; i < numParameters; ++i)
    {
        const auto& spec = parameterSpecs[i];

        if (spec.unit == Unit::toggle)
            owner.addParameter (toggles[i] = new juce::AudioParameterBool (juce::ParameterID { spec.id, 1 }, spec.name, spec.defaultValue > 0.5f));
        else
            owner.addParameter (continuous[i] = new Continuous (spec));
    }
}

float Parameters::value (int place) const noexcept
{
    return toggles[place] == nullptr ? continuous[place]->get() : toggles[place]->get() ? 1.0f : 0.0f;
}

juce::RangedAudioParameter& Parameters::operator[] (int place) const noexcept
{
    if (toggles[place] != nullptr)
        return *toggles[place];

    return *continuous[place];
}

bool Parameters::rename (int place, const juce::String& name)
{
    return continuous[place] != nullptr && continuous[place]->rename (name.isEmpty() ? juce::String (parameterSpecs[place].name) : name);
}

int Parameters::placeOf (const juce::String& id) noexcept
{
    int place = 0;

    while (place < numParameters - 1 && id != parameterSpecs[place].id)
        ++place;

    jassert (id == parameterSpecs[place].id);
    return place;
}

void Parameters::write (float* shared, bool forceBypass) const noexcept
{
    for (int i = 0; i < numParameters; ++i)
        shared[i] = value (i);

    if (forceBypass)
        shared[JavaPedal::Shared::bypass] = 1.0f;
}

}

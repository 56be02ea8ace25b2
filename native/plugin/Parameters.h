#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

#include "jvm/JavaPedal.h"

namespace stompjar
{

/** One of the plugin's parameters. Ids, ranges and defaults are for ever: sessions and automation refer to them. */
struct ParameterSpec
{
    /** What the value is and how it is shown; of some the end of the range means something else. */
    enum class Unit
    {
        decibels,    ///< "+3.0 dB"
        threshold,   ///< decibels, the lowest is "off"
        dbu,         ///< "12.0 dBu"
        knob,        ///< 0..1, shown from 0 to 10
        freeKnob,    ///< the same; below 0 is "auto", where the capture has it
        percent,     ///< 0..1, shown from 0 to 100 %
        lowCut,      ///< "80 Hz", the lowest is "off"
        highCut,     ///< the same, the highest is "off"
        toggle       ///< 0 or 1
    };

    const char* id;
    const char* name;    ///< the id in words: VST3 hosts see only this one
    float minimum, maximum, defaultValue;
    Unit unit;

    /** Of the parameter's own unit, in which hosts see a line from 0 to 1; frequencies lie on it by octaves. */
    double toFraction (double value) const;
};

/** All of them, in the order in which hosts list them and Java reads them (stompjar.pedalboard.Parameters). New ones go to the end. */
inline constexpr ParameterSpec parameterSpecs[] {
    { "input",           "Input",           -24.0f,  24.0f,    0.0f, ParameterSpec::Unit::decibels },
    { "drive",           "Drive",             0.0f,   1.0f,    0.5f, ParameterSpec::Unit::knob },
    { "tone",            "Tone",              0.0f,   1.0f,    0.5f, ParameterSpec::Unit::knob },
    { "level",           "Level",             0.0f,   1.0f,    0.5f, ParameterSpec::Unit::knob },
    { "mix",             "Mix",               0.0f,   1.0f,    1.0f, ParameterSpec::Unit::percent },
    { "output",          "Output",          -24.0f,  24.0f,    0.0f, ParameterSpec::Unit::decibels },
    { "bypass",          "Bypass",            0.0f,   1.0f,    0.0f, ParameterSpec::Unit::toggle },
    { "gate",            "Gate",           -100.0f, -20.0f, -100.0f, ParameterSpec::Unit::threshold },
    { "bass",            "Bass",            -12.0f,  12.0f,    0.0f, ParameterSpec::Unit::decibels },
    { "middle",          "Middle",          -12.0f,  12.0f,    0.0f, ParameterSpec::Unit::decibels },
    { "treble",          "Treble",          -12.0f,  12.0f,    0.0f, ParameterSpec::Unit::decibels },
    { "low_cut",         "Low cut",          20.0f, 500.0f,   20.0f, ParameterSpec::Unit::lowCut },
    { "high_cut",        "High cut",       2000.0f, 20000.0f, 20000.0f, ParameterSpec::Unit::highCut },
    { "pedal_on",        "Pedal on",          0.0f,   1.0f,    1.0f, ParameterSpec::Unit::toggle },
    { "amp_on",          "Amp on",            0.0f,   1.0f,    1.0f, ParameterSpec::Unit::toggle },
    { "cab_on",          "Cab on",            0.0f,   1.0f,    1.0f, ParameterSpec::Unit::toggle },
    { "normalise",       "Normalise",         0.0f,   1.0f,    0.0f, ParameterSpec::Unit::toggle },
    { "calibrate",       "Calibrate",         0.0f,   1.0f,    0.0f, ParameterSpec::Unit::toggle },
    { "interface_level", "Interface level",   0.0f,  30.0f,   12.0f, ParameterSpec::Unit::dbu },
    { "knob4",           "Knob 4",           -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "knob5",           "Knob 5",           -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "knob6",           "Knob 6",           -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "knob7",           "Knob 7",           -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "knob8",           "Knob 8",           -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob1",       "Amp knob 1",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob2",       "Amp knob 2",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob3",       "Amp knob 3",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob4",       "Amp knob 4",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob5",       "Amp knob 5",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob6",       "Amp knob 6",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob7",       "Amp knob 7",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "amp_knob8",       "Amp knob 8",       -0.1f,   1.0f,   -0.1f, ParameterSpec::Unit::freeKnob },
    { "gate_on",         "Gate on",           0.0f,   1.0f,    1.0f, ParameterSpec::Unit::toggle },
    { "tone_on",         "Tone on",           0.0f,   1.0f,    1.0f, ParameterSpec::Unit::toggle },
};

inline constexpr int numParameters = static_cast<int> (std::size (parameterSpecs));

/** Makes the parameters, which the processor owns, and hands their values to Java. */
class Parameters
{
public:
    explicit Parameters (juce::AudioProcessor& owner);

    /** Writes the present values where Java reads them. Audio thread.
        @param forceBypass  the host asks for bypass by other means than the parameter */
    void write (float* shared, bool forceBypass) const noexcept;

    /** The value in the parameter's own unit. */
    float value (int place) const noexcept;

    juce::RangedAudioParameter& operator[] (int place) const noexcept;

    /** What hosts call the parameter from now on; empty: what it was called at first. Any thread but the audio thread.
        @return whether that is another name */
    bool rename (int place, const juce::String& name);

    /** The place of an id that there is. */
    static int placeOf (const juce::String& id) noexcept;
    juce::AudioParameterBool* bypass() const noexcept { return toggles[JavaPedal::Shared::bypass]; }

private:
    class Continuous;

    // One of the two for each place.
    Continuous* continuous[numParameters] {};
    juce::AudioParameterBool* toggles[numParameters] {};
};

static_assert (numParameters == JavaPedal::numParameters, "Java reads the parameters in this order");

}

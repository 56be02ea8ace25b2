#include "tests/Check.h"
#include "tests/Sound.h"

namespace stompjar
{

void testParameters()
{
    PedalProcessor pedal (nowhere);
    const auto& parameters = pedal.getParameters();
    // In the order of all versions so far: what is new comes last.
    const juce::StringArray ids { "input", "drive", "tone", "level", "mix", "output", "bypass",
                                  "gate", "bass", "middle", "treble", "low_cut", "high_cut", "pedal_on", "amp_on", "cab_on",
                                  "normalise", "calibrate", "interface_level", "knob4", "knob5", "knob6", "knob7", "knob8",
                                  "amp_knob1", "amp_knob2", "amp_knob3", "amp_knob4", "amp_knob5", "amp_knob6", "amp_knob7", "amp_knob8",
                                  "gate_on", "tone_on" };
    CHECK_EQUAL (parameters.size(), ids.size());

    for (int i = 0; i < ids.size(); ++i)
    {
        auto* parameter = dynamic_cast<juce::RangedAudioParameter*> (parameters[i]);
        CHECK_EQUAL (parameter->paramID, ids[i]);
        CHECK (parameter->getName (100).removeCharacters (" ").equalsIgnoreCase (ids[i].removeCharacters ("_")));    // VST3 hosts find them by name
        CHECK (parameter->isAutomatable());

        // Text that a host shows is text that it can read back.
        for (float value : { 0.0f, 0.25f, 0.5f, 1.0f })
        {
            const auto text = parameter->getText (value, 100);
            CHECK_EQUAL (parameter->getText (parameter->getValueForText (text), 100), text);
        }
    }

    const auto text = [&] (int index, float value)
    {
        auto* parameter = dynamic_cast<juce::RangedAudioParameter*> (parameters[index]);
        return parameter->getText (parameter->convertTo0to1 (value), 100);
    };

    CHECK_EQUAL (text (0, 3.0f), juce::String ("+3.0 dB"));
    CHECK_EQUAL (text (0, 0.0f), juce::String ("0.0 dB"));
    CHECK_EQUAL (text (0, -0.01f), juce::String ("0.0 dB"));
    CHECK_EQUAL (text (5, -24.0f), juce::String ("-24.0 dB"));
    CHECK_EQUAL (text (1, 0.75f), juce::String ("7.5"));
    CHECK_EQUAL (text (4, 1.0f), juce::String ("100 %"));

    CHECK_EQUAL (text (7, -100.0f), juce::String ("off"));
    CHECK_EQUAL (text (7, -60.0f), juce::String ("-60.0 dB"));
    CHECK_EQUAL (text (8, 6.0f), juce::String ("+6.0 dB"));
    CHECK_EQUAL (text (11, 20.0f), juce::String ("off"));
    CHECK_EQUAL (text (11, 80.0f), juce::String ("80 Hz"));
    CHECK_EQUAL (text (12, 20000.0f), juce::String ("off"));
    CHECK_EQUAL (text (12, 5000.0f), juce::String ("5000 Hz"));
    CHECK_EQUAL (text (18, 12.0f), juce::String ("12.0 dBu"));
    CHECK_EQUAL (text (19, -0.1f), juce::String ("auto"));
    CHECK_EQUAL (text (19, 0.0f), juce::String ("0.0"));
    CHECK_EQUAL (text (24, 0.75f), juce::String ("7.5"));

    CHECK_EQUAL (parameters[7]->getValueForText ("off"), 0.0f);
    CHECK_EQUAL (parameters[12]->getValueForText ("off"), 1.0f);
    CHECK (std::abs (parameters[12]->getValueForText ("6.32 kHz") - 0.5f) < 0.001f);
    CHECK_EQUAL (parameters[19]->getValueForText ("auto"), 0.0f);
    CHECK_EQUAL (parameters[0]->getValueForText ("+12 dB"), 0.75f);
    CHECK_EQUAL (parameters[0]->getValueForText ("-12"), 0.25f);
    CHECK_EQUAL (parameters[1]->getValueForText ("10"), 1.0f);
    CHECK_EQUAL (parameters[1]->getValueForText ("99"), 1.0f);
    CHECK_EQUAL (parameters[4]->getValueForText ("50 %"), 0.5f);

    // The same bits from a fraction that went through a host's own range and back.
    auto* input = dynamic_cast<juce::AudioParameterFloat*> (parameters[0]);
    for (float value : { 3.3f, -17.77f, 0.1f })
    {
        parameters[0]->setValue (input->convertTo0to1 (value));
        const auto direct = input->get();
        parameters[0]->setValue ((value + 24.0f) / 48.0f);
        CHECK_EQUAL (input->get(), direct);
    }

    // Frequencies too, in whole Hertz.
    auto* cut = dynamic_cast<juce::AudioParameterFloat*> (parameters[11]);
    for (float value : { 20.0f, 21.0f, 80.0f, 100.0f, 499.0f, 500.0f })
    {
        parameters[11]->setValue (cut->convertTo0to1 (value));
        CHECK_EQUAL (cut->get(), value);
        parameters[11]->setValue (static_cast<float> (parameterSpecs[11].toFraction (value)));
        CHECK_EQUAL (cut->get(), value);
    }

    CHECK (pedal.getBypassParameter() == parameters[6]);
    CHECK (pedal.getProgramName (0).isNotEmpty());

    const auto supports = [&] (const juce::AudioChannelSet& in, const juce::AudioChannelSet& out)
    {
        juce::AudioProcessor::BusesLayout layout;
        layout.inputBuses.add (in);
        layout.outputBuses.add (out);
        return pedal.checkBusesLayoutSupported (layout);
    };

    const auto mono = juce::AudioChannelSet::mono(), stereo = juce::AudioChannelSet::stereo();
    CHECK (supports (mono, mono) && supports (stereo, stereo));
    CHECK (! supports (mono, stereo) && ! supports (stereo, mono) && ! supports (juce::AudioChannelSet::quadraphonic(), stereo));
}

}

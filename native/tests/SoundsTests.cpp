#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

namespace stompjar
{

static juce::File bundle()
{
    return juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_RESOURCES", {}));
}

static juce::File capture()
{
    return juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_CAPTURE", {}));
}

void testKnobNames()
{
    auto pedal = preparedPedal (1);
    Heard heard;
    pedal->addListener (&heard);
    const auto name = [&] (const char* id) { return pedal->allParameters()[Parameters::placeOf (id)].getName (100); };
    Script script;

    script.add ("a capture without knobs leaves the names as they are", [&] { CHECK_EQUAL (name ("drive"), juce::String ("Drive")); }, [] { return true; });
    script.add ("a Fuzz Face has a fuzz", [&] { CHECK_EQUAL (pedal->load (bundle().getChildFile ("captures/fuzz-face.stomp")), juce::String()); },
                [&] { return name ("drive") == "Fuzz" && heard.lines.contains ("names"); });
    script.add ("the id and the others stay", [] {}, [&]
    {
        const auto& drive = pedal->allParameters()[Parameters::placeOf ("drive")];
        return drive.paramID == "drive" && drive.getName (2) == "Fu" && name ("tone") == "Tone" && name ("bass") == "Bass" && name ("amp_knob1") == "Amp knob 1";
    });
    script.add ("as an amp, it has the amp's", [&] { heard.lines.clear(); CHECK_EQUAL (pedal->load (Slot::amp, bundle().getChildFile ("captures/fuzz-face.stomp")), juce::String()); },
                [&] { return name ("amp_knob1") == "Amp fuzz" && name ("drive") == "Fuzz" && heard.lines.contains ("names"); });
    script.add ("a project brings them", [&]
    {
        juce::MemoryBlock state;
        pedal->getStateInformation (state);
        pedal->clear (Slot::pedal);
        pedal->clear (Slot::amp);
        pedal->setStateInformation (state.getData(), static_cast<int> (state.getSize()));
    }, [&] { return name ("drive") == "Fuzz" && name ("amp_knob1") == "Amp fuzz"; });
    script.add ("an empty slot gives them back", [&] { heard.lines.clear(); pedal->clear (Slot::pedal); pedal->clear (Slot::amp); },
                [&] { return name ("drive") == "Drive" && name ("amp_knob1") == "Amp knob 1" && heard.lines.contains ("names"); });
    script.run();
    pedal->removeListener (&heard);
}

}

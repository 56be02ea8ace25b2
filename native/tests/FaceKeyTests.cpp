#include "tests/Check.h"
#include "tests/Hand.h"
#include "tests/Script.h"
#include "tests/Sound.h"

#include "plugin/PedalEditor.h"

namespace stompjar
{

/** One sample that is no number does not light a meter for good. */
static void checkMeter()
{
    constexpr auto infinity = std::numeric_limits<float>::infinity();
    Meter meter ("Level");
    const auto handler = meter.createAccessibilityHandler();
    const auto shown = [&] { return handler->getValueInterface()->getCurrentValueAsString(); };
    const auto lights = [&]
    {
        meter.setSize (44, 200);
        const auto picture = meter.createComponentSnapshot (meter.getLocalBounds());
        return picture.getPixelAt (22, 40).getBrightness();    // near the top
    };
    const auto dark = lights();

    for (const auto broken : { infinity, std::numeric_limits<float>::max(), std::numeric_limits<float>::quiet_NaN(), -infinity })
    {
        meter.update (broken);

        for (int i = 0; i < 300; ++i)    // ten seconds
            meter.update (0.1f);

        CHECK (shown().startsWith ("-20.0 dB"));
        CHECK_EQUAL (lights(), dark);
    }
}

void testFaceKeys()
{
    checkMeter();
    PresetBank::userFolder().deleteRecursively();
    auto pedal = preparedPedal (1);
    auto& parameters = pedal->allParameters();
    std::unique_ptr<juce::AudioProcessorEditor> window (pedal->createEditor());
    auto& editor = dynamic_cast<PedalEditor&> (*window);
    const Hand hand (editor);
    Heard heard;
    pedal->addListener (&heard);
    Script script;

    constexpr int left = juce::ModifierKeys::leftButtonModifier, right = juce::ModifierKeys::rightButtonModifier;
    const auto drive = Parameters::placeOf ("drive");
    const auto value = [&] (const char* id) { return parameters.value (Parameters::placeOf (id)); };

    script.add ("opens", [&] { editor.setTopLeftPosition (0, 0); editor.addToDesktop (0); editor.setVisible (true); },
                [&] { return editor.getPeer() != nullptr && editor.isShowing() && find (editor, "PEDAL slot: ", false) != nullptr; });

    script.add ("left down, right down, left up, right up", [&]
    {
        heard.lines.clear();
        const auto from = hand.at ("gain, stand-in: the capture has no knobs");
        hand.move (from, 0);
        hand.move (from, left);
        hand.move (from.translated (0, -20), left);
        hand.move (from.translated (0, -30), left | right);
        hand.move (from.translated (0, -40), right);
        hand.move (from.translated (0, -40), 0);
    }, [&] { return heard.lines.contains ("end " + juce::String (drive)); });
    script.add ("is one gesture", [&]
    {
        const auto count = [&] (const juce::String& line) { return std::count (heard.lines.begin(), heard.lines.end(), line + " " + juce::String (drive)); };
        CHECK (value ("drive") > 0.5f && count ("begin") == 1 && count ("end") == 1);
        parameters[drive].setValueNotifyingHost (0.5f);
    }, [] { return true; });

    script.run();
    pedal->removeListener (&heard);
}

}

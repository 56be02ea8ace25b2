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

    for (const auto& [title, id] : std::vector<std::pair<juce::String, const char*>> { { "PEDAL on", "pedal_on" }, { "Gate on", "gate_on" }, { "Calibrate", "calibrate" } })
    {
        const auto place = Parameters::placeOf (id);
        script.add ("a switch has a menu, too", [&, title = title] { hand.clickRight (title); }, [&] { return item (editor, "Learn MIDI CC") != nullptr; });
        script.add ("where it learns", [&] { item (editor, "Learn MIDI CC")->getActions().invoke (juce::AccessibilityActionType::press); }, [&, place] { return pedal->midiControl().isLearning (place); });
        script.add ("but the right button does not switch, also where it slips", [&, title = title]
        {
            pedal->midiControl().stopLearning();
            const auto at = hand.at (title);
            hand.move (at, right);
            hand.move (at.translated (1, 1), right);
            hand.move (at.translated (1, 1), 0);
        }, [&] { return item (editor, "Learn MIDI CC") != nullptr; });
        script.add ("and the left one does", [&, title = title, place] { juce::PopupMenu::dismissAllActiveMenus(); CHECK_EQUAL (parameters.value (place), parameterSpecs[place].defaultValue); hand.click (title); },
                    [&, place] { return parameters.value (place) != parameterSpecs[place].defaultValue; });
    }

    script.add ("M opens it as well", [&] { hand.press ("AMP on", 'M'); }, [&] { return item (editor, "Learn MIDI CC") != nullptr; });
    script.add ("and closes", [&] { juce::PopupMenu::dismissAllActiveMenus(); }, [&] { return item (editor, "Learn MIDI CC") == nullptr; });

    script.run();
    pedal->removeListener (&heard);
}

}

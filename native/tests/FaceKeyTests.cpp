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
    auto& sounds = pedal->allSounds();
    std::unique_ptr<juce::AudioProcessorEditor> window (pedal->createEditor());
    auto& editor = dynamic_cast<PedalEditor&> (*window);
    const Hand hand (editor);
    Heard heard;
    pedal->addListener (&heard);
    Script script;

    using Key = juce::KeyPress;
    constexpr int left = juce::ModifierKeys::leftButtonModifier, right = juce::ModifierKeys::rightButtonModifier;
    const auto drive = Parameters::placeOf ("drive");
    const auto value = [&] (const char* id) { return parameters.value (Parameters::placeOf (id)); };
    const auto field = [&]() -> juce::TextEditor& { return dynamic_cast<juce::TextEditor&> (*find (editor, "Name of the preset")); };
    const auto press = [&] (int key) { editor.getPeer()->handleKeyPress (Key (key)); };
    const auto focused = [&] { const auto* part = juce::Component::getCurrentlyFocusedComponent(); return part == nullptr ? juce::String() : part->getTitle(); };

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

    // What is hidden hands the keyboard to something that a second Return does no harm to.
    script.add ("a name is asked for", [&] { hand.click ("Save preset"); }, [&] { return field().hasKeyboardFocus (true); });
    script.add ("and given with Return", [&] { field().setText ("Mine"); press (Key::returnKey); }, [&] { return find (editor, "Preset: Mine") != nullptr && find (editor, "Name of the preset") == nullptr; });
    script.add ("the keyboard is with the preset's name", [] {}, [&] { return focused() == "Preset: Mine"; });
    script.add ("asked for again", [&] { hand.click ("Save preset"); }, [&] { return field().hasKeyboardFocus (true); });
    script.add ("Escape leaves it there as well", [&] { press (Key::escapeKey); }, [&] { return find (editor, "Name of the preset") == nullptr && focused() == "Preset: Mine"; });

    script.add ("the list of sounds", [&] { hand.click ("AMP slot: empty"); }, [&] { return focused() == "Search sounds"; });
    script.add ("keeps the keyboard", [&]
    {
        auto* const browser = find (editor, "Search sounds")->getParentComponent();

        for (int i = 0; i < 12; ++i)
        {
            press (Key::tabKey);
            CHECK (browser->hasKeyboardFocus (true));
        }
    }, [] { return true; });
    script.add ("until Escape gives it to the slot", [&] { press (Key::escapeKey); }, [&] { return find (editor, "Search sounds") == nullptr && focused() == "AMP slot: empty"; });
    script.add ("and so does its button", [&] { hand.click ("AMP slot: empty"); hand.press ("Close the list of sounds", Key::returnKey); }, [&] { return find (editor, "Search sounds") == nullptr && focused() == "AMP slot: empty"; });
    script.add ("no other preset came", [] {}, [&] { return sounds.presetName() == "Mine"; });

    // A friend's copy is not the player's own of the same name.
    const auto copy = PresetBank::userFolder().getChildFile ("Mine, too.json"), mine = PresetBank::userFile ("Mine");
    juce::String before;
    script.add ("a copy of a preset is chosen", [&] { before = mine.loadFileAsString(); mine.copyFileTo (copy); CHECK_EQUAL (sounds.choose (copy), juce::String()); }, [&] { return find (editor, "Preset: Mine, too") != nullptr; });
    script.add ("and saved over itself, unasked", [&] { parameters[drive].setValueNotifyingHost (0.75f); hand.click ("Save preset"); CHECK_EQUAL (field().getText(), juce::String ("Mine, too")); field().onReturnKey(); },
                [&] { return Preset::read (copy).value (drive) == 0.75f && mine.loadFileAsString() == before; });
    script.add ("but over the other one it asks", [&] { hand.click ("Save preset"); field().setText ("Mine"); field().onReturnKey(); }, [&] { return item (editor, "Replace it") != nullptr && mine.loadFileAsString() == before; });
    script.add ("no", [&] { juce::PopupMenu::dismissAllActiveMenus(); }, [&] { return item (editor, "Replace it") == nullptr; });
    script.run();
    pedal->removeListener (&heard);
}

}

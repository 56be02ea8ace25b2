#include "tests/Check.h"
#include "tests/Hand.h"
#include "tests/Script.h"
#include "tests/Sound.h"

#include "plugin/PedalEditor.h"

namespace stompjar
{

/** What can be touched can be named, explained and reached with the keyboard. */
static void checkAccessible (juce::Component& part)
{
    for (auto* child : part.getChildren())
    {
        if (auto* tips = dynamic_cast<juce::SettableTooltipClient*> (child);
            child->isVisible() && (dynamic_cast<juce::Button*> (child) != nullptr || dynamic_cast<juce::Slider*> (child) != nullptr))
        {
            const auto* handler = child->getAccessibilityHandler();
            CHECK (handler != nullptr);
            const auto who = handler->getTitle() + " of " + part.getName();
            std::cerr << who << std::endl;
            CHECK (handler->getTitle().isNotEmpty());
            CHECK (tips != nullptr && tips->getTooltip().isNotEmpty());
            CHECK (child->getWantsKeyboardFocus() || ! child->isEnabled());
        }

        if (dynamic_cast<juce::Slider*> (child) == nullptr && dynamic_cast<juce::ScrollBar*> (child) == nullptr)
            checkAccessible (*child);
    }
}

void testFace()
{
    auto pedal = preparedPedal (1);
    const auto capture = juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_CAPTURE", {}));
    const juce::TemporaryFile bad ("broken.nam");
    bad.getFile().replaceWithText ("{}");

    auto& parameters = pedal->allParameters();
    const auto drive = Parameters::placeOf ("drive"), bypass = Parameters::placeOf ("bypass");
    std::unique_ptr<juce::AudioProcessorEditor> window (pedal->createEditor());
    auto& editor = dynamic_cast<PedalEditor&> (*window);
    const Hand hand (editor);
    Heard heard;
    pedal->addListener (&heard);
    Script script;
    float before = 0;

    const juce::TemporaryFile text ("notes.txt"), own ("sounds");
    const auto folder = own.getFile(), loud = folder.getChildFile ("LOUD.NAM");
    folder.createDirectory();
    capture.copyFileTo (loud);
    text.getFile().replaceWithText ("x");
    const auto rat = juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_RESOURCES", {})).getChildFile ("captures/rat.stomp");
    const juce::SharedResourcePointer<Settings> settings;

    const auto value = [&] (int place) { return parameters.value (place); };
    const auto field = [&]() -> juce::TextEditor& { return dynamic_cast<juce::TextEditor&> (*find (editor, "Name of the preset")); };
    const auto meter = [&] { return find (editor, "Input level")->getAccessibilityHandler()->getValueInterface()->getCurrentValueAsString(); };
    const auto savedTone = [] { return Preset::read (PresetBank::userFile ("Mine")).value (Parameters::placeOf ("tone")).value_or (-1.0f); };
    const auto gesture = [&] (int place)
    {
        const auto n = juce::String (place);
        return heard.lines.size() >= 3 && heard.lines[0] == "begin " + n && heard.lines[1] == "value " + n && heard.lines[heard.lines.size() - 1] == "end " + n;
    };

    script.add ("opens", [&] { editor.setTopLeftPosition (0, 0); editor.addToDesktop (0); editor.setVisible (true); },
                [&] { return editor.getPeer() != nullptr && editor.isShowing() && find (editor, "PEDAL slot: ", false) != nullptr; });
    script.add ("all has names", [&] { checkAccessible (editor.getFace()); }, [] { return true; });

    script.add ("a drag turns the knob, and the host sees the gesture", [&] { heard.lines.clear(); hand.drag ("gain, stand-in: the capture has no knobs", { 0, -60 }); },
                [&] { return gesture (drive) && value (drive) > 0.65f && value (drive) < 0.95f; });
    script.add ("slower with Shift", [&] { before = value (drive); heard.lines.clear(); hand.drag ("gain, stand-in: the capture has no knobs", { 0, 60 }, juce::ModifierKeys::shiftModifier); },
                [&] { return gesture (drive) && value (drive) < before - 0.01f && value (drive) > before - 0.06f; });
    script.add ("a double-click resets", [&] { heard.lines.clear(); hand.click ("gain, stand-in: the capture has no knobs"); hand.click ("gain, stand-in: the capture has no knobs"); },
                [&] { return value (drive) == 0.5f && heard.lines.contains ("value " + juce::String (drive)); });
    // Keys, each a gesture.
    using Key = juce::KeyPress;
    constexpr int shift = juce::ModifierKeys::shiftModifier;
    const auto bass = Parameters::placeOf ("bass"), lowCut = Parameters::placeOf ("low_cut");
    const auto turned = [&] (int place, const char* title, int key, int keys, float to)
    {
        heard.lines.clear();
        hand.press (title, key, keys);
        const auto n = juce::String (place);
        CHECK_EQUAL (heard.lines.joinIntoString (", "), "begin " + n + ", value " + n + ", end " + n);
        CHECK (std::abs (value (place) - to) < 1.0e-3f);
    };

    script.add ("arrows turn a knob by a hundredth of its way", [&] { turned (bass, "Bass", Key::upKey, 0, 0.24f); turned (bass, "Bass", Key::rightKey, 0, 0.48f); turned (bass, "Bass", Key::leftKey, 0, 0.24f); }, [] { return true; });
    script.add ("with Shift by a thousandth", [&] { turned (bass, "Bass", Key::downKey, shift, 0.22f); turned (bass, "Bass", Key::upKey, shift, 0.24f); }, [] { return true; });
    script.add ("or by the least that there is", [&] { turned (lowCut, "Low cut", Key::upKey, shift, 21.0f); turned (lowCut, "Low cut", Key::downKey, shift, 20.0f); }, [] { return true; });
    script.add ("pages by a tenth", [&] { turned (bass, "Bass", Key::pageUpKey, 0, 2.64f); turned (bass, "Bass", Key::pageDownKey, 0, 0.24f); turned (bass, "Bass", Key::downKey, 0, 0.0f); }, [] { return true; });
    script.add ("Home and End to the ends", [&] { turned (lowCut, "Low cut", Key::endKey, 0, 500.0f); turned (lowCut, "Low cut", Key::homeKey, 0, 20.0f); }, [] { return true; });
    const auto toneOn = Parameters::placeOf ("tone_on"), gateOn = Parameters::placeOf ("gate_on");
    script.add ("lights are switches", [&] { hand.click ("Tone stack on"); hand.click ("Gate on"); }, [&] { return value (toneOn) == 0.0f && value (gateOn) == 0.0f; });
    script.add ("and back", [&] { hand.press ("Tone stack on", Key::returnKey); hand.click ("Gate on"); }, [&] { return value (toneOn) == 1.0f && value (gateOn) == 1.0f; });
    script.add ("and other keys are the host's", [&] { heard.lines.clear(); hand.press ("Bass", Key::upKey, juce::ModifierKeys::ctrlModifier); hand.press ("Bass", 'X'); CHECK (heard.lines.isEmpty() && value (bass) == 0.0f); }, [] { return true; });

    script.add ("the footswitch bypasses", [&] { heard.lines.clear(); hand.click ("Effect on"); }, [&] { return gesture (bypass) && value (bypass) == 1.0f; });
    script.add ("and back", [&] { hand.click ("Effect on"); }, [&] { return value (bypass) == 0.0f; });

    // MIDI learn, by the keyboard and by the right button.
    auto& midi = pedal->midiControl();
    const juce::String tilt = "tilt, stand-in: the capture has no knobs";
    const auto tone = Parameters::placeOf ("tone");
    const auto choose = [&] (const char* text) { item (editor, text)->getActions().invoke (juce::AccessibilityActionType::press); };
    const auto controller = [&] (int number, int to)
    {
        Buffer block (1, 64);
        block.clear();
        juce::MidiBuffer events;
        events.addEvent (juce::MidiMessage::controllerEvent (2, number, to), 0);
        pedal->processBlock (block, events);
    };

    script.add ("M opens a knob's menu", [&] { CHECK (find (editor, tilt)->keyPressed (juce::KeyPress ('M'))); }, [&] { return item (editor, "Learn MIDI CC") != nullptr; });
    script.add ("where it learns", [&] { choose ("Learn MIDI CC"); }, [&] { return midi.isLearning (tone); });
    script.add ("the next controller, of which the knob tells", [&] { heard.lines.clear(); controller (21, 127); },
                [&] { return value (tone) == 1.0f && gesture (tone) && dynamic_cast<juce::SettableTooltipClient*> (find (editor, tilt))->getTooltip().contains ("CC 21, channel 2"); });
    script.add ("the right button opens it too", [&] { hand.clickRight (tilt); }, [&] { return item (editor, "Forget CC 21, channel 2") != nullptr; });
    script.add ("to forget", [&] { choose ("Forget CC 21, channel 2"); },
                [&] { return ! midi.controllerOf (tone).has_value() && ! dynamic_cast<juce::SettableTooltipClient*> (find (editor, tilt))->getTooltip().contains ("CC"); });
    script.add ("and the footswitch has one, and does not step", [&] { hand.clickRight ("Effect on"); }, [&] { return item (editor, "Learn MIDI CC") != nullptr && value (bypass) == 0.0f; });
    script.add ("so that a foot", [&] { choose ("Learn MIDI CC"); }, [&] { return midi.isLearning (bypass); });
    script.add ("can step on it", [&] { heard.lines.clear(); controller (64, 0); }, [&] { return gesture (bypass) && value (bypass) == 1.0f; });
    script.add ("twice", [&] { controller (64, 127); midi.forget (bypass); parameters[tone].setValueNotifyingHost (0.5f); }, [&] { return value (bypass) == 0.0f; });

    script.add ("a bad file shows why", [&] { hand.drop (bad.getFile(), { 480, 300 }); }, [&] { return find (editor, bad.getFile().getFileName(), false) != nullptr; });
    script.add ("and the old sound stays", [] {}, [&] { return pedal->contents (Slot::pedal).file == capture.getFullPathName(); });
    script.add ("what is no sound is not welcome", [&] { CHECK (! hand.drop (text.getFile(), { 480, 300 }) && ! hand.drop (text.getFile(), hand.at ("AMP slot: empty"))); }, [] { return true; });
    script.add ("of several the first sound is taken, and the line says so", [&] { CHECK (hand.drop ({ text.getFile().getFullPathName(), loud.getFullPathName(), capture.getFullPathName() }, hand.at ("AMP slot: empty"))); },
                [&] { return pedal->contents (Slot::amp).file == loud.getFullPathName() && find (editor, "A slot holds one sound: of 3 files LOUD.NAM was taken") != nullptr && find (editor, "Undo")->isEnabled(); });
    script.add ("and back", [&] { hand.click ("Undo"); }, [&] { return find (editor, "AMP slot: empty") != nullptr; });
    script.add ("a folder is that of the player's sounds", [&] { CHECK (hand.drop (folder, hand.at ("AMP slot: empty"))); },
                [&] { return settings->soundFolder() == folder && find (editor, folder.getFileName() + " is the folder", false) != nullptr; });
    script.add ("the amp's list", [&] { hand.click ("AMP slot: empty"); }, [&] { return find (editor, "Search sounds") != nullptr; });
    script.add ("takes what is dropped on it for the amp", [&] { CHECK (hand.drop (capture, { 480, 450 })); },
                [&] { return pedal->contents (Slot::amp).file == capture.getFullPathName() && pedal->contents (Slot::pedal).file == capture.getFullPathName(); });
    script.add ("F", [&]
    {
        CHECK (! settings->isFavourite (rat));
        auto& list = dynamic_cast<juce::ListBox&> (*find (editor, "Sounds"));
        list.grabKeyboardFocus();
        list.selectRow (1);
        editor.getPeer()->handleKeyPress (Key ('F'));
    }, [&] { return settings->isFavourite (rat); });
    script.add ("gives a star and takes it", [&] { editor.getPeer()->handleKeyPress (Key ('F')); }, [&] { return ! settings->isFavourite (rat); });
    script.add ("but is a letter where one writes", [&] { find (editor, "Search sounds")->grabKeyboardFocus(); editor.getPeer()->handleKeyPress (Key ('F', {}, 'f')); },
                [&] { return ! settings->isFavourite (rat) && dynamic_cast<juce::TextEditor*> (find (editor, "Search sounds"))->getText() == "f"; });
    script.add ("closed, the amp is emptied", [&] { hand.click ("Close the list of sounds"); pedal->allSounds().clearInBackground (Slot::amp); }, [&] { return find (editor, "AMP slot: empty") != nullptr; });
    script.add ("a good file on the amp", [&] { hand.drop (capture, hand.at ("AMP slot: empty")); },
                [&] { return pedal->contents (Slot::amp).file == capture.getFullPathName() && find (editor, "gain*") != nullptr && find (editor, "Undo")->isEnabled(); });
    script.add ("undo", [&] { hand.click ("Undo"); }, [&] { return pedal->contents (Slot::amp).name.isEmpty() && find (editor, "AMP slot: empty") != nullptr; });

    script.add ("next preset", [&] { hand.click ("Next preset"); },
                [&] { return pedal->getCurrentProgram() == 1 && value (drive) == *pedal->allSounds().factory()[1].value (drive) && find (editor, "Preset: " + pedal->getProgramName (1)) != nullptr; });
    script.add ("the knobs are the device's", [] {}, [&] { return find (editor, "drive, learned from the device") != nullptr; });
    script.add ("previous preset", [&] { hand.click ("Previous preset"); }, [&] { return pedal->getCurrentProgram() == 0 && value (drive) == 0.5f; });

    script.add ("a knob that is turned marks the preset", [&] { hand.drag ("drive, learned from the device", { 0, 40 }); },
                [&] { return find (editor, "Preset: " + pedal->getProgramName (0) + ", modified") != nullptr; });
    script.add ("and turned back it does not", [&] { hand.click ("drive, learned from the device"); hand.click ("drive, learned from the device"); },
                [&] { return value (drive) == 0.5f && find (editor, "Preset: " + pedal->getProgramName (0)) != nullptr; });
    script.add ("a name is asked for", [&] { parameters[tone].setValueNotifyingHost (0.7f); hand.click ("Save preset"); }, [&] { return find (editor, "Name of the preset") != nullptr; });
    script.add ("and then it is a preset", [&]
    {
        field().setText ("Mine");
        field().onReturnKey();
    }, [&] { return find (editor, "Preset: Mine") != nullptr && PresetBank::userFile ("Mine").existsAsFile(); });
    script.add ("the player's own name is offered, and not asked for again", [&]
    {
        parameters[tone].setValueNotifyingHost (0.6f);
        hand.click ("Save preset");
        CHECK_EQUAL (field().getText(), juce::String ("Mine"));
        field().onReturnKey();
    }, [&] { return savedTone() == 0.6f; });
    script.add ("for one of the bundle's another is", [&] { hand.click ("Next preset"); }, [&] { return find (editor, "Preset: " + pedal->getProgramName (0)) != nullptr && value (tone) == 0.5f; });
    script.add ("which it says", [&]
    {
        hand.click ("Save preset");
        CHECK_EQUAL (field().getText(), pedal->getProgramName (0) + " 2");
        field().setText (pedal->getProgramName (0));
        field().onReturnKey();
    }, [&] { return find (editor, pedal->getProgramName (0) + " is a factory preset: choose another name") != nullptr; });
    script.add ("for one that is there it asks", [&] { parameters[tone].setValueNotifyingHost (0.7f); hand.click ("Save preset"); field().setText ("Mine"); field().onReturnKey(); },
                [&] { return item (editor, "Replace it") != nullptr; });
    script.add ("and waits", [] {}, [&] { return savedTone() == 0.6f; });
    script.add ("for a yes", [&] { choose ("Replace it"); }, [&] { return savedTone() == 0.7f && find (editor, "Preset: Mine") != nullptr; });
    script.add ("the next one after it is the first", [&] { hand.click ("Next preset"); }, [&] { return find (editor, "Preset: " + pedal->getProgramName (0)) != nullptr && value (tone) == 0.5f; });
    script.add ("before which it is", [&] { hand.click ("Previous preset"); }, [&] { return find (editor, "Preset: Mine") != nullptr && value (tone) == 0.7f; });
    script.add ("and back again", [&] { hand.click ("Next preset"); }, [&] { return find (editor, "Preset: " + pedal->getProgramName (0)) != nullptr && value (tone) == 0.5f; });

    script.add ("side B has knobs of its own", [&] { hand.click ("Sound B"); }, [&] { return pedal->allSounds().side() == 1; });
    script.add ("which move", [&] { hand.drag ("drive, learned from the device", { 0, 40 }); }, [&] { return value (drive) < 0.4f; });
    script.add ("while A stays", [&] { hand.click ("Sound A"); }, [&] { return pedal->allSounds().side() == 0 && value (drive) == 0.5f; });
    script.add ("and B too", [&] { hand.click ("Sound B"); }, [&] { return value (drive) < 0.4f; });

    script.add ("the list of sounds opens", [&] { hand.click ("PEDAL slot: Tube Screamer"); }, [&] { return find (editor, "Search sounds") != nullptr; });
    script.add ("and closes", [&] { hand.click ("Close the list of sounds"); }, [&] { return find (editor, "Search sounds") == nullptr; });

    script.add ("resizes, and keeps its shape", [&] { editor.setBoundsConstrained ({ 0, 0, 1440, 700 }); },
                [&] { return editor.getWidth() > Face::width && std::abs (editor.getWidth() * Face::height - editor.getHeight() * Face::width) < 2 * Face::width
                          && std::abs (editor.getLocalArea (&editor.getFace(), editor.getFace().getLocalBounds()).getBottom() - editor.getHeight()) <= 1; });
    script.add ("a meter's red light", [&]
    {
        Buffer block (1, 64);
        block.clear();
        block.setSample (0, 0, 2.0f);
        juce::MidiBuffer none;
        pedal->processBlock (block, none);
    }, [&] { return meter().contains ("clipped"); });
    script.add ("goes out with a key", [&] { hand.press ("Input level", Key::returnKey); }, [&] { return ! meter().contains ("clipped"); });
    script.run();
    pedal->removeListener (&heard);
    folder.deleteRecursively();

    midi.learn (tone);
    window.reset();
    CHECK (! midi.isLearning (tone));    // nobody would see that it still waits
}

}

#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

namespace stompjar
{

void testKnobNames()
{
    auto pedal = preparedOfflinePedal();
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
        const auto state = stateOf (*pedal);
        pedal->clear (Slot::pedal);
        pedal->clear (Slot::amp);
        restore (*pedal, state);
    }, [&] { return name ("drive") == "Fuzz" && name ("amp_knob1") == "Amp fuzz"; });
    script.add ("an empty slot gives them back", [&] { heard.lines.clear(); pedal->clear (Slot::pedal); pedal->clear (Slot::amp); },
                [&] { return name ("drive") == "Drive" && name ("amp_knob1") == "Amp knob 1" && heard.lines.contains ("names"); });
    script.run();
    pedal->removeListener (&heard);
}

void testUserPresets()
{
    PresetBank::userFolder().deleteRecursively();
    auto pedal = preparedOfflinePedal();
    auto& sounds = pedal->allSounds();
    auto& parameters = pedal->allParameters();
    const auto turn = [&] (const char* id, float value) { auto& each = parameters[Parameters::placeOf (id)]; each.setValueNotifyingHost (each.convertTo0to1 (value)); };
    const auto value = [&] (const char* id) { return parameters.value (Parameters::placeOf (id)); };
    const auto named = [&] (const juce::String& name, bool modified) { return sounds.presetName() == name && sounds.isModified() == modified; };
    const auto deskIs = [&] (float bypass, float calibrate, float level) { return value ("bypass") == bypass && value ("calibrate") == calibrate && value ("interface_level") == level; };
    const auto& rhythm = sounds.factory()[3];
    juce::MemoryBlock state;
    Script script;

    script.add ("a factory preset is what it is", [&] { sounds.choose (rhythm); }, [&] { return named (rhythm.name, false) && value ("gate") == -48.0f && pedal->contents (Slot::cab).name.isNotEmpty(); });
    script.add ("a knob makes it another", [&] { turn ("gate", -50.0f); }, [&] { return named (rhythm.name, true); });
    script.add ("and back", [&] { turn ("gate", -48.0f); }, [&] { return named (rhythm.name, false); });
    script.add ("the player's desk is not the preset's", [&] { turn ("bypass", 1.0f); turn ("interface_level", 5.0f); }, [&] { return named (rhythm.name, false); });
    script.add ("another capture makes it another", [&] { CHECK_EQUAL (pedal->load (Slot::amp, capture()), juce::String()); }, [&] { return named (rhythm.name, true); });
    script.add ("taken back it is not", [&] { sounds.undo(); }, [&] { return named (rhythm.name, false) && pedal->contents (Slot::amp).name.isEmpty(); });
    script.add ("an emptied slot does too", [&] { pedal->clear (Slot::cab); }, [&] { return named (rhythm.name, true); });

    script.add ("a project remembers that", [&]
    {
        state = stateOf (*pedal);
        sounds.choose (sounds.factory()[1]);
    }, [&] { return named (sounds.factory()[1].name, false); });
    script.add ("when it comes back", [&] { restore (*pedal, state); }, [&] { return named (rhythm.name, true); });

    script.add ("saved under a name it is a preset", [&]
    {
        turn ("drive", 0.9f);
        CHECK_EQUAL (PresetBank::user().size(), 0);
        CHECK_EQUAL (sounds.save ("Zeta"), juce::String());
        turn ("drive", 0.2f);
        CHECK (named ("Zeta", true));
        CHECK_EQUAL (sounds.save ("Alpha"), juce::String());
        CHECK (named ("Alpha", false));
        CHECK_EQUAL (PresetBank::user().size(), 2);
        CHECK_EQUAL (PresetBank::user()[0].getFileNameWithoutExtension(), juce::String ("Alpha"));
        state = stateOf (*pedal);
    }, [] { return true; });
    script.add ("chosen, it comes back whole", [&] { sounds.choose (Preset::read (PresetBank::userFile ("Zeta"))); },
                [&] { return named ("Zeta", false) && value ("drive") == 0.9f && value ("gate") == -48.0f && pedal->contents (Slot::cab).name.isEmpty(); });
    script.add ("after which all can be had back", [&] { sounds.undo(); }, [&] { return named ("Alpha", false) && value ("drive") == 0.2f; });
    script.add ("written over, the same name is the new one", [&] { turn ("drive", 0.6f); CHECK_EQUAL (sounds.save ("Zeta"), juce::String()); }, [&]
    {
        return PresetBank::user().size() == 2 && Preset::read (PresetBank::userFile ("Zeta")).value (Parameters::placeOf ("drive")) == 0.6f;
    });
    script.add ("a project knows the player's too", [&] { restore (*pedal, state); }, [&] { return named ("Alpha", false); });
    script.add ("of one that is gone nothing is said", [&]
    {
        PresetBank::userFile ("Alpha").deleteFile();
        restore (*pedal, state);
        turn ("drive", 0.7f);
    }, [&] { return named ("Alpha", false); });
    script.add ("a name of the bundle's is taken", [&]
    {
        sounds.chooseNow (3);
        turn ("drive", 0.25f);
        CHECK_EQUAL (sounds.save (rhythm.name.toUpperCase()), rhythm.name.toUpperCase() + " is a factory preset: choose another name");
        CHECK (named (rhythm.name, true) && PresetBank::user().size() == 1);
        CHECK_EQUAL (sounds.nameToSave(), rhythm.name + " 2");
        CHECK_EQUAL (sounds.save (sounds.nameToSave()), juce::String());
        CHECK (named (rhythm.name + " 2", false));
        CHECK_EQUAL (sounds.nameToSave(), rhythm.name + " 2");
        sounds.chooseNow (3);
        CHECK_EQUAL (sounds.nameToSave(), rhythm.name + " 3");
        PresetBank::userFile (rhythm.name + " 2").deleteFile();
    }, [] { return true; });
    script.add ("next and previous go round all, the player's last, as fast as they are clicked", [&]
    {
        sounds.chooseNow (0);

        for (size_t i = 0; i < sounds.factory().size(); ++i)
            CHECK_EQUAL (sounds.step (1), juce::String());
    }, [&] { return named ("Zeta", false); });
    script.add ("past one that is no preset", [&]
    {
        PresetBank::userFile ("Torn").replaceWithText ("x");
        CHECK (sounds.step (-1).contains ("Torn.json"));
        CHECK (named ("Zeta", false));
        CHECK_EQUAL (sounds.step (-1), juce::String());
    }, [&] { return named (sounds.factory().back().name, false); });
    script.add ("and the other way", [&] { CHECK (sounds.step (1).contains ("Torn.json")); CHECK_EQUAL (sounds.step (1), juce::String()); }, [&] { return named ("Zeta", false); });
    script.add ("after a project from the project's", [&] { restore (*pedal, state); sounds.chooseNow (3); sounds.step (-1); },
                [&] { return named (sounds.factory()[2].name, false); });
    script.add ("one of the bundle's name is another one", [&]
    {
        PresetBank::userFile ("Torn").deleteFile();
        PresetBank::userFile ("Zeta").copyFileTo (PresetBank::userFile (rhythm.name));
        sounds.choose (PresetBank::userFile (rhythm.name));
        CHECK_EQUAL (sounds.step (1), juce::String());
    }, [&] { return named ("Zeta", false) && sounds.presetFile() == PresetBank::userFile ("Zeta") && sounds.program() == 2; });
    script.add ("and gone again", [&] { PresetBank::userFile (rhythm.name).deleteFile(); }, [] { return true; });
    script.add ("two in a hurry", [&] { sounds.chooseNow (0); sounds.choose (rhythm); sounds.choose (sounds.factory()[5]); }, [&] { return named (sounds.factory()[5].name, false); });
    script.add ("the first of which comes back whole", [&] { sounds.undo(); }, [&] { return named (rhythm.name, false) && value ("gate") == -48.0f; });
    script.add ("and what was before it", [&] { sounds.undo(); }, [&] { return named (sounds.factory()[0].name, false); });
    script.add ("A/B: each side knows what it is", [&] { sounds.chooseNow (2); CHECK (named (sounds.factory()[2].name, false)); sounds.copyToOtherSide(); turn ("mix", 0.1f); sounds.compare(); },
                [&] { return sounds.side() == 1 && named (sounds.factory()[2].name, false); });
    script.add ("and on the way back", [&] { sounds.compare(); }, [&] { return sounds.side() == 0 && named (sounds.factory()[2].name, true) && value ("mix") == 0.1f; });
    script.add ("the player's desk belongs to neither", [&]
    {
        turn ("bypass", 1.0f);
        turn ("calibrate", 1.0f);
        turn ("interface_level", 7.0f);
        sounds.compare();
    }, [&] { return sounds.side() == 1 && value ("mix") == 0.85f; });
    script.add ("but stays", [] {}, [&] { return deskIs (1.0f, 1.0f, 7.0f); });
    script.add ("a preset", [&] { sounds.choose (rhythm); }, [&] { return named (rhythm.name, false) && value ("gate") == -48.0f; });
    script.add ("that is taken back takes nothing from the desk", [&]
    {
        turn ("bypass", 0.0f);
        turn ("calibrate", 0.0f);
        turn ("interface_level", 9.0f);
        sounds.undo();
    }, [&] { return named (sounds.factory()[2].name, false) && value ("gate") != -48.0f; });
    script.add ("either", [] {}, [&] { return deskIs (0.0f, 0.0f, 9.0f); });
    script.add ("a project", [&]
    {
        sounds.choose (rhythm);

        while (sounds.presetName() != rhythm.name)
            juce::Thread::sleep (5);    // its captures play; its knobs wait for this thread

        restore (*pedal, state);
    }, [&] { return sounds.presetName() == "Alpha"; });
    script.add ("has knobs of its own, nothing to take back, and two sides that are the same", [&]
    {
        CHECK_EQUAL (value ("drive"), 0.2f);
        CHECK_EQUAL (sounds.undone(), juce::String());
        CHECK_EQUAL (sounds.side(), 0);
        sounds.compare();
        sounds.compare();    // at once: there was nothing to load
    }, [&] { return sounds.side() == 0 && sounds.presetName() == "Alpha" && value ("drive") == 0.2f; });
    script.run();
}

}

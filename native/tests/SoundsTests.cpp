#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

#include "plugin/face/SlotPanel.h"

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

/** Files that only have names. */
static juce::File makeFolder()
{
    const auto folder = juce::File::createTempFile ("sounds");

    for (const auto* file : { "Marshall/jcm 800.nam", "Marshall/jcm 900.nam", "Fender/deluxe.aidax", "Fender/deluxe cab.wav", "loose.json", "notes.txt", "10 last.nam", "9 first.nam" })
    {
        folder.getChildFile (file).getParentDirectory().createDirectory();
        folder.getChildFile (file).replaceWithText ("x");
    }

    return folder;
}

static juce::String namesOf (const std::vector<SoundLibrary::Sound>& sounds)
{
    juce::StringArray names;

    for (const auto& sound : sounds)
        names.add (sound.name);

    return names.joinIntoString (", ");
}

void testLibrary()
{
    const auto folder = makeFolder(), maze = juce::File::createTempFile ("maze");
    SoundLibrary library (bundle());
    Script script;
    const auto all = [&] (Slot slot, const juce::String& words = {}, bool favourites = false) { return namesOf (library.find (slot, words, favourites)); };
    const auto deluxe = folder.getChildFile ("Fender/deluxe.aidax"), cabinet = folder.getChildFile ("Fender/deluxe cab.wav");

    script.add ("the bundle's captures and cabinets", [&] { library.setFolder (juce::File()); library.rescan(); },
                [&] { return all (Slot::pedal) == "Fuzz Face, Rat, Tube Screamer" && all (Slot::amp) == all (Slot::pedal) && all (Slot::cab) == "1x12 Open Back, 4x12 Closed Back"; });
    script.add ("the player's, after them", [&] { library.setFolder (folder); },
                [&] { return library.find (Slot::pedal, {}, false).size() == 9; });
    script.add ("cabinets by themselves", [] {}, [&] { return all (Slot::cab) == "1x12 Open Back, 4x12 Closed Back, deluxe cab"; });
    script.add ("numbers as people count", [] {}, [&] { return all (Slot::amp, "nam t") == "9 first, 10 last"; });
    script.add ("words are found in names and folders, all of them, in any order and case", [&]
    {
        CHECK_EQUAL (all (Slot::pedal, "MARSHALL"), juce::String ("jcm 800, jcm 900"));
        CHECK_EQUAL (all (Slot::pedal, "900 marsh"), juce::String ("jcm 900"));
        CHECK_EQUAL (all (Slot::pedal, "aidax"), juce::String ("deluxe"));
        CHECK_EQUAL (all (Slot::pedal, "factory fuzz"), juce::String ("Fuzz Face"));
        CHECK_EQUAL (all (Slot::cab, "deluxe"), juce::String ("deluxe cab"));
        CHECK_EQUAL (all (Slot::pedal, "nothing like that"), juce::String());
    }, [] { return true; });
    script.add ("favourites", [&]
    {
        for (const auto& sound : library.find (Slot::pedal, {}, false))
            library.settings().setFavourite (sound.file, false);

        CHECK_EQUAL (all (Slot::pedal, {}, true), juce::String());
        library.settings().setFavourite (deluxe, true);
        library.settings().setFavourite (deluxe, true);
        library.settings().setFavourite (cabinet, true);
        CHECK_EQUAL (all (Slot::pedal, {}, true), juce::String ("deluxe"));
        CHECK_EQUAL (all (Slot::cab, {}, true), juce::String ("deluxe cab"));
        CHECK_EQUAL (all (Slot::pedal, "marshall", true), juce::String());
        library.settings().setFavourite (cabinet, false);
        CHECK_EQUAL (all (Slot::cab, {}, true), juce::String());
    }, [] { return true; });
    script.add ("are kept, and so is the folder", [] {}, []
    {
        const auto file = juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory).getChildFile ("Stompjar/face.settings").loadFileAsString();
        return file.contains ("deluxe.aidax") && ! file.contains ("deluxe cab.wav") && file.contains ("soundFolder");
    });
    script.add ("next and previous go round", [&]
    {
        const auto list = library.find (Slot::pedal, {}, false);
        CHECK (library.neighbour (Slot::pedal, list[0].file, 1) == list[1].file);
        CHECK (library.neighbour (Slot::pedal, list[0].file, -1) == list.back().file);
        CHECK (library.neighbour (Slot::pedal, list.back().file, 1) == list[0].file);
        CHECK (library.neighbour (Slot::pedal, juce::File ("/not/there.nam"), 1) == list[0].file);
        CHECK (library.neighbour (Slot::pedal, juce::File ("/not/there.nam"), -1) == list.back().file);
    }, [] { return true; });
    script.add ("endings in any case, and folders that look like files", [&]
    {
        folder.getChildFile ("Loud/CAB.WAV").getParentDirectory().createDirectory();
        folder.getChildFile ("Loud/CAB.WAV").replaceWithText ("x");
        folder.getChildFile ("Loud/Amp.NAM").replaceWithText ("x");
        folder.getChildFile ("Loud/Folder.nam").createDirectory();
        library.rescan();
    }, [&] { return all (Slot::cab, "loud") == "CAB" && all (Slot::pedal, "loud") == "Amp"; });
    script.add ("a link to a folder that it is in leads nowhere new", [&]
    {
        folder.createSymbolicLink (folder.getChildFile ("Loud/again"), true);
        folder.getChildFile ("newest.nam").replaceWithText ("x");
        library.rescan();
    }, [&] { return all (Slot::pedal, "newest") == "newest"; });
    script.add ("a folder without an end and without a sound", [&]
    {
        maze.createDirectory();

        for (int i = 0; i < 30; ++i)    // two ways on from each: a thousand million
        {
            maze.getChildFile (juce::String (i)).createDirectory();
            for (const auto* way : { "a", "b" })
                maze.getChildFile (juce::String (i + 1)).createSymbolicLink (maze.getChildFile (juce::String (i)).getChildFile (way), true);
        }

        library.setFolder (maze.getChildFile ("0"));
        juce::Thread::sleep (100);
        const auto start = juce::Time::getMillisecondCounter();
        library.setFolder (folder);
        CHECK (juce::Time::getMillisecondCounter() - start < 2000);
        maze.deleteRecursively();
    }, [&] { return all (Slot::pedal, "loud") == "Amp"; });
    script.add ("a file that is gone is gone from the list", [&] { deluxe.deleteFile(); library.rescan(); }, [&] { return all (Slot::pedal, "deluxe").isEmpty(); });
    script.add ("a folder that is gone too", [&] { folder.deleteRecursively(); library.rescan(); }, [&] { return all (Slot::pedal) == "Fuzz Face, Rat, Tube Screamer"; });
    script.run();
}

/** Next and previous in a slot, with files that cannot be played among the others. */
void testSoundSteps()
{
    const auto folder = juce::File::createTempFile ("steps");
    const auto file = [&] (const char* name) { return folder.getChildFile (name); };
    folder.createDirectory();

    for (const auto* name : { "1.nam", "3.nam", "4.nam", "5.nam" })
        capture().copyFileTo (file (name));

    file ("2.json").replaceWithText ("{}");
    auto pedal = preparedPedal (1);
    auto& sounds = pedal->allSounds();
    SoundLibrary library (bundle());
    Drop drop (*pedal, library, [] (const juce::String&) {});
    SlotPanel panel (*pedal, library, drop, Slot::amp, [] {});
    const auto plays = [&] (const char* name) { panel.show (pedal->contents (Slot::amp)); return juce::File (panel.shown().file) == file (name); };
    Script script;

    script.add ("a folder", [&] { library.setFolder (folder); }, [&] { return library.find (Slot::amp, "nam", false).size() == 4; });
    script.add ("its first", [&] { sounds.loadInBackground (Slot::amp, file ("1.nam")); }, [&] { return plays ("1.nam"); });
    script.add ("the next is refused", [&] { panel.step (1); }, [&] { return pedal->report().problem.find ("2.json") != std::string::npos; });
    script.add ("and the first stays", [] {}, [&] { return plays ("1.nam"); });
    script.add ("the next after it comes", [&] { panel.step (1); }, [&] { return plays ("3.nam"); });
    script.add ("back past it too", [&] { panel.step (-1); panel.step (-1); }, [&] { return plays ("1.nam"); });
    script.add ("each click counts, also while a sound loads", [&] { for (int i = 0; i < 4; ++i) panel.step (1); }, [&] { return plays ("5.nam"); });
    script.add ("undo", [&] { sounds.undo(); }, [&] { return plays ("4.nam"); });
    script.add ("goes on from what came back", [&] { panel.step (-1); }, [&] { return plays ("3.nam"); });
    script.add ("an emptied slot", [&] { sounds.clearInBackground (Slot::amp); }, [&] { return plays ("3.nam") ? false : panel.shown().name.isEmpty(); });
    script.add ("starts with the last", [&] { panel.step (-1); }, [&] { return plays ("5.nam"); });
    script.add ("a preset empties it", [&] { panel.step (-1); sounds.choose (sounds.factory()[0]); }, [&] { panel.show (pedal->contents (Slot::amp)); return sounds.presetName() == sounds.factory()[0].name && panel.shown().name.isEmpty(); });
    script.add ("and is what counts", [&] { panel.step (-1); }, [&] { return plays ("5.nam"); });
    script.add ("the folder goes", [&] { folder.deleteRecursively(); library.setFolder (juce::File()); }, [] { return true; });
    script.run();
}

void testUserPresets()
{
    PresetBank::userFolder().deleteRecursively();
    auto pedal = preparedPedal (1);
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
        pedal->getStateInformation (state);
        sounds.choose (sounds.factory()[1]);
    }, [&] { return named (sounds.factory()[1].name, false); });
    script.add ("when it comes back", [&] { pedal->setStateInformation (state.getData(), static_cast<int> (state.getSize())); }, [&] { return named (rhythm.name, true); });

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
        pedal->getStateInformation (state);
    }, [] { return true; });
    script.add ("chosen, it comes back whole", [&] { sounds.choose (Preset::read (PresetBank::userFile ("Zeta"))); },
                [&] { return named ("Zeta", false) && value ("drive") == 0.9f && value ("gate") == -48.0f && pedal->contents (Slot::cab).name.isEmpty(); });
    script.add ("after which all can be had back", [&] { sounds.undo(); }, [&] { return named ("Alpha", false) && value ("drive") == 0.2f; });
    script.add ("written over, the same name is the new one", [&] { turn ("drive", 0.6f); CHECK_EQUAL (sounds.save ("Zeta"), juce::String()); }, [&]
    {
        return PresetBank::user().size() == 2 && Preset::read (PresetBank::userFile ("Zeta")).value (Parameters::placeOf ("drive")) == 0.6f;
    });
    script.add ("a project knows the player's too", [&] { pedal->setStateInformation (state.getData(), static_cast<int> (state.getSize())); }, [&] { return named ("Alpha", false); });
    script.add ("of one that is gone nothing is said", [&]
    {
        PresetBank::userFile ("Alpha").deleteFile();
        pedal->setStateInformation (state.getData(), static_cast<int> (state.getSize()));
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
    script.add ("after a project from the project's", [&] { pedal->setStateInformation (state.getData(), static_cast<int> (state.getSize())); sounds.chooseNow (3); sounds.step (-1); },
                [&] { return named (sounds.factory()[2].name, false); });
    script.add ("one of the bundle's name is another one", [&]
    {
        PresetBank::userFile ("Torn").deleteFile();
        PresetBank::userFile ("Zeta").copyFileTo (PresetBank::userFile (rhythm.name));
        sounds.choose (PresetBank::userFile (rhythm.name));
        CHECK_EQUAL (sounds.step (1), juce::String());
    }, [&] { return named ("Zeta", false) && sounds.presetFile() == PresetBank::userFile ("Zeta") && sounds.program() == 2; });
    script.add ("and gone again", [&] { PresetBank::userFile (rhythm.name).deleteFile(); }, [] { return true; });
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

        pedal->setStateInformation (state.getData(), static_cast<int> (state.getSize()));
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

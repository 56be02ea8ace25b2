#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

#include "plugin/face/SlotPanel.h"

namespace stompjar
{

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
    script.add ("also where two programs have them open", [&]
    {
        const auto favourite = folder.getChildFile ("loose.json");
        Settings one, other;
        one.setFavourite (cabinet, true);
        other.setFavourite (favourite, true);
        other.setSoundFolder (maze);
        one.setFaceWidth (1001);
        const Settings later;
        CHECK (later.isFavourite (cabinet) && later.isFavourite (favourite) && later.isFavourite (deluxe));
        CHECK (later.soundFolder() == maze && later.faceWidth (0) == 1001);
        one.setSoundFolder (folder);
        one.setFavourite (cabinet, false);
        one.setFavourite (favourite, false);
    }, [] { return true; });
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
    script.add ("a library that goes while it searches", [&]
    {
        for (int i = 0; i < 100; ++i)
        {
            SoundLibrary brief (bundle());
            juce::Thread::sleep (i % 5);    // from before it has begun until its list is on the way
            brief.rescan();
        }
    }, [] { return true; });
    script.add ("is not missed", [&] { library.rescan(); }, [&] { return all (Slot::pedal, "newest") == "newest"; });
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

}

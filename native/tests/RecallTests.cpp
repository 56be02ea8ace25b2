#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

#include <csignal>
#include <sys/resource.h>

namespace stompjar
{

/** While it lives no file of this process grows beyond so many bytes: a disk that is full. */
class FullDisk final
{
public:
    explicit FullDisk (rlim_t bytes) : handler (std::signal (SIGXFSZ, SIG_IGN))
    {
        ::getrlimit (RLIMIT_FSIZE, &before);
        const rlimit less { bytes, before.rlim_max };
        ::setrlimit (RLIMIT_FSIZE, &less);
    }

    ~FullDisk()
    {
        ::setrlimit (RLIMIT_FSIZE, &before);
        std::signal (SIGXFSZ, handler);
    }

private:
    void (*const handler) (int);
    rlimit before {};
};

/** A project brings back both sides of A/B. */
void testSides()
{
    auto pedal = preparedOfflinePedal(), again = offlinePedal();
    auto& sounds = pedal->allSounds();
    const auto place = Parameters::placeOf ("drive");
    const auto turn = [&] (float to) { pedal->allParameters()[place].setValueNotifyingHost (to); };
    const auto is = [&] (PedalProcessor& which, int side, const juce::String& preset, bool modified, float drive, const char* amp)
    {
        const auto& all = which.allSounds();
        return all.side() == side && all.presetName() == preset && all.isModified() == modified && which.allParameters().value (place) == drive
            && which.contents (Slot::amp).name == amp;
    };
    const auto& rhythm = sounds.factory()[3];
    juce::MemoryBlock state;
    size_t sameCaptures = 0;
    Heard heard;
    pedal->addListener (&heard);
    Script script;

    script.add ("the same sound on both, but for a knob", [&]
    {
        CHECK_EQUAL (pedal->load (Slot::amp, bundle().getChildFile ("captures/rat.stomp")), juce::String());
        sounds.copyToOtherSide();
        sameCaptures = stateOf (*pedal).getSize();
        turn (0.75f);
    }, [&] { return heard.lines.contains ("unsaved"); });
    script.add ("another on the other side", [&] { sounds.compare(); }, [&] { return is (*pedal, 1, sounds.factory()[0].name, true, 0.5f, "Rat"); });
    script.add ("which is a preset", [&] { sounds.choose (rhythm); }, [&] { return sounds.presetName() == rhythm.name && ! sounds.isModified(); });
    script.add ("saved and opened elsewhere", [&]
    {
        state = stateOf (*pedal);
        CHECK (state.getSize() > sameCaptures * 3 / 2);    // captures that both have are in it once
        restore (*again, state);
        CHECK (stateOf (*again) == state);    // also while Java does not run
        again->prepareToPlay (48000.0, 64);
        CHECK (stateOf (*again) == state);
    }, [&] { return again->allSounds().side() == 1 && again->allSounds().presetName() == rhythm.name && ! again->allSounds().isModified(); });
    script.add ("A is as it was", [&] { again->allSounds().compare(); }, [&] { return is (*again, 0, sounds.factory()[0].name, true, 0.75f, "Rat"); });
    script.add ("and so is B", [&] { again->allSounds().compare(); }, [&] { return again->allSounds().presetName() == rhythm.name && again->contents (Slot::amp).name.isEmpty(); });
    script.add ("and its state", [] {}, [&] { return stateOf (*again) == state; });
    script.run();
    pedal->removeListener (&heard);
}

/** Whatever is on its way, what is saved is one sound, what is restored stays, and each side of A/B goes back to its own. */
void testOnItsWay()
{
    auto pedal = preparedOfflinePedal(), again = offlinePedal();
    auto& sounds = pedal->allSounds();
    const auto gate = [] (PedalProcessor& which) { return which.allParameters().value (Parameters::placeOf ("gate")); };
    const auto& rhythm = sounds.factory()[3];
    CHECK (rhythm.value (Parameters::placeOf ("gate")) == -48.0f && gate (*pedal) != -48.0f);
    const auto asMade = stateOf (*pedal);
    juce::int64 began = 0;
    juce::String undone;
    Script script;

    script.add ("the captures play, and their knobs wait for this thread", [&]
    {
        sounds.choose (rhythm);

        while (sounds.presetName() != rhythm.name)
            juce::Thread::sleep (5);

        CHECK (gate (*pedal) != -48.0f);
        auto& level = pedal->allParameters()[Parameters::placeOf ("interface_level")];
        level.setValueNotifyingHost (level.convertTo0to1 (7.0f));    // the player's desk, which no preset moves
        restore (*again, stateOf (*pedal));
        CHECK_EQUAL (again->allParameters().value (Parameters::placeOf ("interface_level")), 7.0f);
        level.setValueNotifyingHost (level.convertTo0to1 (12.0f));
        CHECK_EQUAL (again->allSounds().presetName(), rhythm.name);
        CHECK_EQUAL (gate (*again), -48.0f);
        CHECK (! again->allSounds().isModified());
        CHECK (sounds.save ("Half").contains ("on its way"));
        sounds.copyToOtherSide();
    }, [&] { return gate (*pedal) == -48.0f; });
    script.add ("not copied either", [&] { sounds.compare(); }, [&] { return sounds.side() == 1 && sounds.presetName() == rhythm.name; });
    script.add ("what was asked for before a project", [&]
    {
        for (int i = 4; i < 10; ++i)
            sounds.choose (sounds.factory()[static_cast<size_t> (i)]);

        restore (*pedal, asMade);
        began = juce::Time::currentTimeMillis();
    }, [&] { return juce::Time::currentTimeMillis() - began > 1500; });
    script.add ("does not come", [] {}, [&] { return stateOf (*pedal) == asMade && ! sounds.isModified(); });
    script.add ("nor before a program of the host's", [&]
    {
        for (int i = 4; i < 10; ++i)
            sounds.choose (sounds.factory()[static_cast<size_t> (i)]);

        sounds.chooseNow (3);
        began = juce::Time::currentTimeMillis();
    }, [&] { return juce::Time::currentTimeMillis() - began > 1500; });
    script.add ("which stays", [] {}, [&] { return sounds.presetName() == rhythm.name && gate (*pedal) == -48.0f && ! sounds.isModified(); });
    script.add ("a preset that is taken back before it came", [&] { undone = sounds.undone(); sounds.choose (sounds.factory()[5]); sounds.undo(); began = juce::Time::currentTimeMillis(); },
                [&] { return juce::Time::currentTimeMillis() - began > 1500 && sounds.presetName() == rhythm.name && sounds.undone() == undone && gate (*pedal) == -48.0f; });
    script.add ("one on this side", [&] { sounds.copyToOtherSide(); sounds.choose (sounds.factory()[5]); },
                [&] { return sounds.presetName() == sounds.factory()[5].name && ! sounds.isModified() && sounds.undone().isNotEmpty(); });
    script.add ("is nothing to take back on the other", [&] { sounds.compare(); }, [&] { return sounds.presetName() == rhythm.name && gate (*pedal) == -48.0f; });
    script.add ("and still is on its own", [&] { CHECK_EQUAL (sounds.undone(), juce::String()); sounds.compare(); },
                [&] { return sounds.presetName() == sounds.factory()[5].name && ! sounds.isModified(); });
    script.add ("there it goes back", [&] { sounds.undo(); }, [&] { return sounds.presetName() == rhythm.name && gate (*pedal) == -48.0f; });
    script.run();
}

/** A preset of the player's own that is called like one of the bundle's is still the player's, and one without captures is not written. */
void testOwnPresets()
{
    PresetBank::userFolder().deleteRecursively();
    auto pedal = preparedOfflinePedal();
    auto& sounds = pedal->allSounds();
    const auto name = sounds.factory()[3].name;
    const auto mine = PresetBank::userFile (name), copy = PresetBank::userFolder().getChildFile ("Some, thing (copy).json");    // the comma comes from elsewhere: we write none
    const auto pictured = juce::File::createTempFile (juce::String::fromUTF8 ("\xf0\x9f\x8e\xb8")).getChildFile ("tiny.nam");    // a guitar
    pictured.getParentDirectory().createDirectory();
    juce::MemoryBlock own, factory;
    Script script;

    script.add ("one that an earlier version let have the name", [&]
    {
        Preset::of (name, pedal->allParameters(), {}).write (mine);
        CHECK_EQUAL (sounds.choose (mine), juce::String());
    }, [&] { return sounds.presetFile() == mine && ! sounds.isModified(); });
    script.add ("in a project", [&]
    {
        own = stateOf (*pedal);
        sounds.chooseNow (3);
        factory = stateOf (*pedal);
        restore (*pedal, own);
    }, [&] { return sounds.presetFile() == mine && sounds.presetName() == name && ! sounds.isModified(); });
    script.add ("and the bundle's", [&] { restore (*pedal, factory); }, [&] { return sounds.presetFile() == sounds.factory()[3].file && ! sounds.isModified(); });
    script.add ("gone, it is not the bundle's", [&] { mine.deleteFile(); restore (*pedal, own); }, [&] { return sounds.presetName() == name && sounds.presetFile() == mine && ! sounds.isModified(); });
    script.add ("without Java there is nothing to save", [&]
    {
        PedalProcessor asleep (nowhere);
        CHECK (asleep.allSounds().save ("Nothing").contains ("once Java runs"));
        CHECK_EQUAL (PresetBank::user().size(), 0);
        restore (asleep, factory);    // but then there is
        CHECK_EQUAL (asleep.allSounds().save ("Something"), juce::String());
        CHECK (Preset::read (PresetBank::userFile ("Something")).content.size() > 0);
    }, [] { return true; });
    script.add ("a full disk leaves the preset that was there, and says so", [&]
    {
        const auto file = PresetBank::userFile ("Something");
        CHECK_EQUAL (sounds.save ("Something"), juce::String());
        const auto whole = file.loadFileAsString();

        for (int bytes : { 0, 1000, static_cast<int> (file.getSize()) - 1 })
        {
            juce::String said;

            {
                const FullDisk disk (static_cast<rlim_t> (bytes));
                said = sounds.save ("Something");
            }

            CHECK (said.startsWith ("Something.json: the preset cannot be written"));
            CHECK (file.loadFileAsString() == whole);
            CHECK_EQUAL (PresetBank::userFolder().getNumberOfChildFiles (juce::File::findFiles), 1);
        }
    }, [] { return true; });
    script.add ("a friend's copy is called what its file is called, not what it was saved as", [&]
    {
        PresetBank::userFile ("Something").copyFileTo (copy);
        CHECK_EQUAL (sounds.choose (copy), juce::String());
    }, [&] { return sounds.presetFile() == copy && sounds.presetName() == "Some, thing (copy)" && sounds.nameToSave() == "Some, thing (copy)"; });
    script.add ("also in a project", [&] { own = stateOf (*pedal); sounds.chooseNow (3); restore (*pedal, own); },
                [&] { return sounds.presetFile() == copy && sounds.presetName() == "Some, thing (copy)" && ! sounds.isModified(); });
    script.add ("and is saved to its own file", [&]
    {
        pedal->allParameters()[Parameters::placeOf ("mix")].setValueNotifyingHost (0.25f);
        CHECK_EQUAL (sounds.save (sounds.nameToSave()), juce::String());
    }, [&] { return PresetBank::user().size() == 2 && Preset::read (copy).value (Parameters::placeOf ("mix")) == 0.25f; });
    script.add ("a capture in a folder with a picture for a name", [&]
    {
        capture().copyFileTo (pictured);
        Preset preset;
        preset.captures[0] = pictured.getFullPathName();
        sounds.choose (preset);
    }, [&] { return pedal->contents (Slot::pedal).file == pictured.getFullPathName(); });
    script.run();
    pictured.getParentDirectory().deleteRecursively();
}

}

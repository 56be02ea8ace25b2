#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

namespace stompjar
{

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

/** A preset of the player's own that is called like one of the bundle's is still the player's, and one without captures is not written. */
void testOwnPresets()
{
    PresetBank::userFolder().deleteRecursively();
    auto pedal = preparedOfflinePedal();
    auto& sounds = pedal->allSounds();
    const auto name = sounds.factory()[3].name;
    const auto mine = PresetBank::userFile (name);
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
    script.run();
}

}

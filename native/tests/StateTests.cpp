#include "tests/Check.h"
#include "tests/Sound.h"

#include <map>

namespace stompjar
{

/** What the session's pedal plays, and its state; then its capture file is gone. */
static juce::MemoryBlock saveSession (const Buffer& in, Buffer& wet)
{
    const juce::TemporaryFile copy ("session.nam");
    CHECK (capture().copyFileTo (copy.getFile()));
    ::setenv ("STOMPJAR_CAPTURE", "", 1);    // from here on a new instance starts with the bundle's default

    auto pedal = preparedOfflinePedal();
    CHECK_EQUAL (pedal->load (copy.getFile()), juce::String());
    pedal->getParameters()[0]->setValue (0.6f);
    pedal->getParameters()[1]->setValue (0.9f);
    pedal->getParameters()[4]->setValue (0.8f);
    pedal->prepareToPlay (48000.0, 64);
    wet = play (*pedal, in, 64);
    return stateOf (*pedal);
}

void testState()
{
    const auto in = guitar (1, 48000);
    Buffer wet;
    const auto state = saveSession (in, wet);
    CHECK (state.getSize() > 500);    // the capture is in it

    // Restored before the first prepare.
    auto pedal = offlinePedal();
    restore (*pedal, state);
    CHECK (stateOf (*pedal) == state);
    pedal->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*pedal, in, 64)));
    CHECK (stateOf (*pedal) == state);

    // Restored while it plays something else, and prepared again.
    auto other = preparedOfflinePedal();
    CHECK (! sameBits (wet, play (*other, in, 64)));
    restore (*other, state);
    other->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*other, in, 64)));

    // On a machine without Java the session keeps its capture.
    auto poor = offlinePedal (nowhere);
    restore (*poor, state);
    poor->prepareToPlay (48000.0, 64);
    play (*poor, in, 64);
    CHECK (stateOf (*poor) == state);
}

static juce::MemoryBlock binary (const juce::String& xml)
{
    juce::MemoryBlock block;
    const auto parsed = juce::parseXML (xml);
    CHECK (parsed != nullptr);
    juce::AudioProcessor::copyXmlToBinary (*parsed, block);
    return block;
}

void testBadState()
{
    const auto in = guitar (1, 24000);
    auto pedal = preparedOfflinePedal();
    const auto before = play (*pedal, in, 64);
    const auto good = stateOf (*pedal);
    auto& drive = *dynamic_cast<juce::AudioParameterFloat*> (pedal->getParameters()[1]);
    auto& input = *dynamic_cast<juce::AudioParameterFloat*> (pedal->getParameters()[0]);

    const auto stillPlays = [&]
    {
        pedal->prepareToPlay (48000.0, 64);
        CHECK (sameBits (before, play (*pedal, in, 64)));
    };

    // Not ours at all: nothing changes.
    restore (*pedal, juce::MemoryBlock ("rubbish", 7));
    restore (*pedal, {});
    restore (*pedal, binary ("<Other/>"));
    auto cut = good;
    cut.setSize (good.getSize() / 2);
    restore (*pedal, cut);
    stillPlays();

    // A capture that is none: the last one plays on, and saving again does not lose what could not be read.
    restore (*pedal, binary ("<Stompjar version=\"1\"><capture>AAAA</capture></Stompjar>"));
    std::cerr << pedal->status() << std::endl;
    CHECK (juce::String (stompjar_complaint()).isNotEmpty());
    CHECK (juce::String::fromUTF8 (static_cast<const char*> (stateOf (*pedal).getData()) + 8).contains (">AAAA<"));
    stillPlays();

    // From the future: what is known is taken, the rest skipped; what is missing gets its default; what is out of range is held.
    drive.setValueNotifyingHost (0.1f);
    restore (*pedal, binary ("<Stompjar version=\"99\"><wah x=\"1\"/><parameter id=\"input\" value=\"99\"/><parameter id=\"fuzz\" value=\"1\"/>"
                             "<parameter id=\"tone\" value=\"nonsense\"/></Stompjar>"));
    CHECK_EQUAL (drive.get(), 0.5f);
    CHECK_EQUAL (input.get(), 24.0f);

    restore (*pedal, good);
    CHECK_EQUAL (input.get(), 0.0f);
    stillPlays();

    // A preset that is refused costs the project nothing of what could not be read.
    restore (*pedal, binary ("<Stompjar version=\"1\"><capture>AAAA</capture></Stompjar>"));
    auto preset = pedal->allSounds().factory()[0];
    preset.captures[0] = "captures/gone.stomp";
    pedal->allSounds().choose (preset);

    for (int i = 0; i < 1000 && ! juce::String (stompjar_complaint()).contains ("gone.stomp"); ++i)
        juce::Thread::sleep (10);

    CHECK (juce::String (stompjar_complaint()).contains ("gone.stomp"));
    CHECK (juce::String::fromUTF8 (static_cast<const char*> (stateOf (*pedal).getData()) + 8).contains (">AAAA<"));
    restore (*pedal, good);

    // What cannot be done before Java runs is no complaint once it does.
    auto early = offlinePedal();
    CHECK (early->load (capture()).contains ("once Java runs"));
    early->prepareToPlay (48000.0, 64);
    CHECK_EQUAL (juce::String (stompjar_complaint()), juce::String());
    CHECK (sameBits (before, play (*early, in, 64)));

    // A file that is no capture.
    CHECK (pedal->load (juce::File ("/proc/self/exe")).isNotEmpty());
    CHECK (pedal->load (juce::File ("/does/not/exist.nam")).contains ("exist.nam"));
    stillPlays();
}

/** A state that an earlier version wrote must play what it played then, in a fresh pedal and in one that plays something else: these parameters, this
    capture in the pedal's slot, and all else at rest.
    @param heard        of the parameters, what is to be heard
    @param controllers  that turn them */
static void checkGolden (const char* name, const juce::File& file, const std::map<juce::String, float>& values, std::map<juce::String, float> heard,
                         const std::map<juce::String, MidiControl::Controller>& controllers = {})
{
    juce::MemoryBlock golden;
    CHECK (juce::File (STOMPJAR_TEST_DATA).getChildFile (name).loadFileAsData (golden));
    const auto in = guitar (1, 48000);
    heard.insert (values.begin(), values.end());    // what is there already stays

    const auto expected = preparedOfflinePedal();
    CHECK_EQUAL (expected->load (file), juce::String());

    for (const auto& [id, value] : heard)
    {
        auto& parameter = expected->allParameters()[Parameters::placeOf (id)];
        parameter.setValue (parameter.convertTo0to1 (value));
    }

    expected->prepareToPlay (48000.0, 64);
    const auto wet = play (*expected, in, 64);

    const auto fresh = offlinePedal();
    restore (*fresh, golden);
    fresh->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*fresh, in, 64)));

    const auto busy = preparedOfflinePedal();
    for (auto slot : { Slot::pedal, Slot::amp, Slot::cab })
        CHECK_EQUAL (busy->load (slot, file), juce::String());
    for (int i = 0; i < numParameters; ++i)
    {
        busy->getParameters()[i]->setValue (0.7f);
        busy->midiControl().assign (i, MidiControl::Controller { 1, i });
    }
    restore (*busy, golden);
    busy->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*busy, in, 64)));

    for (int i = 0; i < numParameters; ++i)
    {
        const auto found = values.find (parameterSpecs[i].id);
        CHECK (std::abs (busy->allParameters().value (i) - (found != values.end() ? found->second : parameterSpecs[i].defaultValue)) < 1.0e-4f);
        const auto controller = controllers.find (parameterSpecs[i].id);
        CHECK (busy->midiControl().controllerOf (i) == (controller != controllers.end() ? std::optional (controller->second) : std::nullopt));
    }

    CHECK_EQUAL (busy->contents (Slot::pedal).file, juce::String ("/tmp/golden/golden.nam"));
    CHECK (busy->contents (Slot::amp).name.isEmpty() && busy->contents (Slot::cab).name.isEmpty());
}

/** The capture has no knobs. For such a one drive and tone did nothing in version 1; since then they are gain and tilt. */
void testGoldenState()
{
    const auto file = capture();
    ::setenv ("STOMPJAR_CAPTURE", "", 1);    // from here on a new instance starts with the bundle's default
    checkGolden ("state-1.bin", file, { { "input", 4.8f }, { "drive", 0.9f }, { "tone", 0.2f }, { "level", 0.4f }, { "mix", 0.8f }, { "output", -2.4f } },
                 { { "drive", 0.5f }, { "tone", 0.5f } });
    const std::map<juce::String, float> dressed { { "input", 4.8f }, { "drive", 0.9f }, { "tone", 0.2f }, { "level", 0.4f }, { "mix", 0.8f },
                                                  { "output", -2.4f }, { "gate", -70.0f }, { "bass", 3.0f }, { "middle", -2.0f }, { "treble", 1.5f },
                                                  { "low_cut", 90.0f }, { "high_cut", 7000.0f }, { "amp_on", 0.0f }, { "knob5", 0.3f } };
    checkGolden ("state-2.bin", file, dressed, {});
    const std::map<juce::String, MidiControl::Controller> controllers { { "drive", { 1, 11 } }, { "bypass", { 16, 64 } } };
    checkGolden ("state-3.bin", file, dressed, {}, controllers);
    auto switched = dressed;
    switched.insert ({ { "gate_on", 0.0f }, { "tone_on", 0.0f } });
    checkGolden ("state-4.bin", file, switched, {}, controllers);

    // And the other side.
    juce::MemoryBlock golden;
    CHECK (juce::File (STOMPJAR_TEST_DATA).getChildFile ("state-4.bin").loadFileAsData (golden));
    const auto pedal = offlinePedal (nowhere);
    restore (*pedal, golden);
    auto& sounds = pedal->allSounds();
    CHECK_EQUAL (sounds.side(), 1);
    CHECK_EQUAL (sounds.presetName(), juce::String ("Dark Room"));
    const auto other = sounds.desk().other;
    CHECK (other.has_value() && other->name.preset == "Dark Room" && other->name.otherCaptures && ! other->captures.empty());
    CHECK (std::abs (other->values[static_cast<size_t> (Parameters::placeOf ("drive"))] - 0.1f) < 1.0e-4f);
    CHECK (std::abs (other->values[static_cast<size_t> (Parameters::placeOf ("bass"))] + 6.0f) < 1.0e-4f);
    CHECK_EQUAL (other->values[static_cast<size_t> (Parameters::placeOf ("tone_on"))], 1.0f);
}

void testSlots()
{
    const auto in = guitar (1, 24000);
    auto pedal = preparedOfflinePedal();
    const auto alone = play (*pedal, in, 64);
    const auto again = [&] { pedal->prepareToPlay (48000.0, 64); return play (*pedal, in, 64); };

    CHECK_EQUAL (pedal->load (Slot::amp, capture()), juce::String());
    CHECK (! sameBits (alone, again()));
    CHECK (pedal->load (Slot::cab, juce::File ("/does/not/exist.wav")).contains ("exist.wav"));
    const auto both = again();
    CHECK (! pedal->contents (Slot::pedal).name.isEmpty());
    CHECK_EQUAL (pedal->contents (Slot::amp).name, pedal->contents (Slot::pedal).name);
    CHECK (pedal->contents (Slot::cab).name.isEmpty());

    // A session holds all slots.
    const auto state = stateOf (*pedal);
    auto other = offlinePedal();
    restore (*other, state);
    other->prepareToPlay (48000.0, 64);
    CHECK (sameBits (both, play (*other, in, 64)));

    pedal->clear (Slot::amp);
    CHECK (sameBits (alone, again()));
    restore (*pedal, state);
    CHECK (sameBits (both, again()));

    // Also that one is empty.
    pedal->clear (Slot::pedal);
    const auto amp = again();
    const auto empty = stateOf (*pedal);
    restore (*other, empty);
    other->prepareToPlay (48000.0, 64);
    CHECK (sameBits (amp, play (*other, in, 64)));
    CHECK (other->contents (Slot::pedal).name.isEmpty());

    // A session that was saved before Java ran means what a new pedal plays, whatever was loaded since.
    restore (*pedal, stateOf (*offlinePedal()));
    CHECK (sameBits (alone, again()));
}

}

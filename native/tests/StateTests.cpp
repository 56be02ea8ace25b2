#include "tests/Check.h"
#include "tests/Sound.h"

namespace stompjar
{

static juce::File capture()
{
    return juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_CAPTURE", {}));
}

static juce::MemoryBlock stateOf (PedalProcessor& pedal)
{
    juce::MemoryBlock block;
    pedal.getStateInformation (block);
    return block;
}

static void restore (PedalProcessor& pedal, const juce::MemoryBlock& block)
{
    pedal.setStateInformation (block.getData(), static_cast<int> (block.getSize()));
}

static std::unique_ptr<PedalProcessor> monoPedal (Brain::FindPlaces places = JvmLibrary::Places::standard)
{
    auto pedal = std::make_unique<PedalProcessor> (places);
    setChannels (*pedal, 1);
    return pedal;
}

/** What the session's pedal plays, and its state; then its capture file is gone. */
static juce::MemoryBlock saveSession (const Buffer& in, Buffer& wet)
{
    const juce::TemporaryFile copy ("session.nam");
    CHECK (capture().copyFileTo (copy.getFile()));
    ::setenv ("STOMPJAR_CAPTURE", "", 1);    // from here on a new instance starts with the bundle's default

    auto pedal = preparedPedal (1);
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
    auto pedal = monoPedal();
    restore (*pedal, state);
    CHECK (stateOf (*pedal) == state);
    pedal->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*pedal, in, 64)));
    CHECK (stateOf (*pedal) == state);

    // Restored while it plays something else, and prepared again.
    auto other = preparedPedal (1);
    CHECK (! sameBits (wet, play (*other, in, 64)));
    restore (*other, state);
    other->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*other, in, 64)));

    // On a machine without Java the session keeps its capture.
    auto poor = monoPedal (nowhere);
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
    auto pedal = preparedPedal (1);
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

    // A file that is no capture.
    CHECK (pedal->load (juce::File ("/proc/self/exe")).isNotEmpty());
    CHECK (pedal->load (juce::File ("/does/not/exist.nam")).contains ("exist.nam"));
    stillPlays();
}

/** What a session plays after version 1 of the state must be what it played then: these parameters, this capture, and all else at rest. The capture
    has no knobs, and drive and tone did nothing for such a one. */
void testGoldenState()
{
    juce::MemoryBlock golden;
    CHECK (juce::File (STOMPJAR_TEST_DATA "/state-1.bin").loadFileAsData (golden));
    const float values[] { 4.8f, 0.9f, 0.2f, 0.4f, 0.8f, -2.4f, 0.0f };
    const auto in = guitar (1, 48000);
    const auto file = capture();

    const auto expected = monoPedal();
    expected->prepareToPlay (48000.0, 64);
    CHECK_EQUAL (expected->load (file), juce::String());

    for (int i = 0; i < 7; ++i)
    {
        auto* parameter = dynamic_cast<juce::RangedAudioParameter*> (expected->getParameters()[i]);
        parameter->setValue (parameter->convertTo0to1 (i == 1 || i == 2 ? 0.5f : values[i]));
    }

    expected->prepareToPlay (48000.0, 64);
    const auto wet = play (*expected, in, 64);
    ::setenv ("STOMPJAR_CAPTURE", "", 1);

    // In a fresh pedal, and in one that plays something else in all slots.
    const auto fresh = monoPedal();
    restore (*fresh, golden);
    fresh->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*fresh, in, 64)));

    const auto busy = preparedPedal (1);
    for (auto slot : { Slot::pedal, Slot::amp, Slot::cab })
        CHECK_EQUAL (busy->load (slot, file), juce::String());
    for (int i = 0; i < numParameters; ++i)
        busy->getParameters()[i]->setValue (0.7f);
    restore (*busy, golden);
    busy->prepareToPlay (48000.0, 64);
    CHECK (sameBits (wet, play (*busy, in, 64)));

    for (int i = 0; i < numParameters; ++i)
    {
        auto* parameter = dynamic_cast<juce::RangedAudioParameter*> (busy->getParameters()[i]);
        const auto value = i < 7 ? values[i] : parameterSpecs[i].defaultValue;
        CHECK (std::abs (parameter->convertFrom0to1 (parameter->getValue()) - value) < 1.0e-4f);
    }

    CHECK_EQUAL (busy->contents (Slot::pedal).file, juce::String ("/tmp/golden/golden.nam"));
    CHECK (busy->contents (Slot::amp).name.isEmpty() && busy->contents (Slot::cab).name.isEmpty());
}

void testSlots()
{
    const auto in = guitar (1, 24000);
    auto pedal = preparedPedal (1);
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
    auto other = monoPedal();
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
}

}

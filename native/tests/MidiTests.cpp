#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

namespace stompjar
{

using Event = std::pair<int, juce::MidiMessage>;    // with its frame

static juce::MidiMessage cc (int channel, int number, int value)
{
    return juce::MidiMessage::controllerEvent (channel, number, value);
}

/** A block of 64 frames with these events at its start. */
static void send (PedalProcessor& pedal, std::initializer_list<juce::MidiMessage> messages)
{
    Buffer block (1, 64);
    block.clear();
    juce::MidiBuffer events;

    for (const auto& message : messages)
        events.addEvent (message, 0);

    pedal.processBlock (block, events);
}

/** Plays `in` with events at certain frames of it, in blocks of these sizes. */
static Buffer playWith (PedalProcessor& pedal, const Buffer& in, const std::vector<Event>& events, const std::function<int()>& nextSize)
{
    Buffer out (in);

    for (int start = 0; start < in.getNumSamples(); )
    {
        const auto size = juce::jmin (nextSize(), in.getNumSamples() - start);
        Buffer block (out.getArrayOfWritePointers(), 1, start, size);
        juce::MidiBuffer midi;

        for (const auto& [frame, message] : events)
            if (frame >= start && frame < start + size)
                midi.addEvent (message, frame - start);

        pedal.processBlock (block, midi);
        start += size;
    }

    return out;
}

static void learn (PedalProcessor& pedal, const char* id, int channel, int number)
{
    pedal.midiControl().learn (Parameters::placeOf (id));
    send (pedal, { cc (channel, number, 64) });
}

static void checkLearning (PedalProcessor& pedal)
{
    auto& midi = pedal.midiControl();
    const auto value = [&] (const char* id) { return pedal.allParameters().value (Parameters::placeOf (id)); };
    const auto drive = Parameters::placeOf ("drive");
    const auto heard = [&] { return midi.controllerOf (drive).has_value(); };

    // Nothing is learned yet: nothing moves.
    send (pedal, { cc (1, 74, 127) });
    CHECK_EQUAL (value ("drive"), 0.5f);

    // What is no controller teaches nothing: notes, programs, channel modes (all notes off, reset), half a message.
    midi.learn (drive);
    CHECK (midi.isLearning (drive) && ! midi.isLearning (Parameters::placeOf ("tone")));
    send (pedal, { juce::MidiMessage::noteOn (1, 60, 1.0f), juce::MidiMessage::programChange (1, 3), juce::MidiMessage::pitchWheel (1, 9000),
                   cc (1, 120, 0), cc (1, 121, 0), cc (1, 123, 0), juce::MidiMessage::midiClock(), juce::MidiMessage::createSysExMessage ("\xb0\x4a\x7f", 3) });
    CHECK (midi.isLearning (drive) && ! heard());

    // Taken back.
    midi.stopLearning();
    send (pedal, { cc (3, 74, 127) });
    CHECK (! heard());
    CHECK_EQUAL (value ("drive"), 0.5f);

    // The first one that moves is it, and moves the knob with the same block.
    midi.learn (drive);
    send (pedal, { cc (3, 74, 127), cc (4, 75, 0) });
    CHECK (midi.controllerOf (drive) == (MidiControl::Controller { 3, 74 }));
    CHECK (! midi.isLearning (drive));
    CHECK_EQUAL (value ("drive"), 1.0f);
    send (pedal, { cc (3, 74, 0) });
    CHECK_EQUAL (value ("drive"), 0.0f);
    send (pedal, { cc (3, 74, 127), cc (3, 74, 32) });    // the last one counts
    CHECK (std::abs (value ("drive") - 32.0f / 127.0f) < 1.0e-6f);

    // Another channel or number is another controller.
    send (pedal, { cc (2, 74, 127), cc (3, 75, 127), cc (16, 74, 127) });
    CHECK (std::abs (value ("drive") - 32.0f / 127.0f) < 1.0e-6f);

    // One controller, two knobs; each over its own range, also a frequency's.
    learn (pedal, "low_cut", 3, 74);
    send (pedal, { cc (3, 74, 127) });
    CHECK_EQUAL (value ("drive"), 1.0f);
    CHECK_EQUAL (value ("low_cut"), 500.0f);

    // A knob that may be "auto" is never so by hand.
    learn (pedal, "knob4", 1, 0);
    send (pedal, { cc (1, 0, 0) });
    CHECK (std::abs (value ("knob4")) < 1.0e-6f);
    send (pedal, { cc (1, 0, 127) });
    CHECK_EQUAL (value ("knob4"), 1.0f);

    // The footswitch: the upper half is "effect on"; also while the host bypasses.
    learn (pedal, "bypass", 16, 119);
    CHECK_EQUAL (value ("bypass"), 0.0f);
    send (pedal, { cc (16, 119, 63) });
    CHECK_EQUAL (value ("bypass"), 1.0f);

    // Any other switch is on in the upper half, and hosts see no half.
    const auto& light = pedal.allParameters()[Parameters::placeOf ("amp_on")];
    learn (pedal, "amp_on", 2, 1);
    CHECK_EQUAL (light.getValue(), 1.0f);
    send (pedal, { cc (2, 1, 63) });
    CHECK_EQUAL (light.getValue(), 0.0f);
    Buffer block (1, 64);
    juce::MidiBuffer on;
    on.addEvent (cc (16, 119, 127), 10);
    pedal.processBlockBypassed (block, on);
    CHECK_EQUAL (value ("bypass"), 0.0f);

    // Learned again, the old one is nobody's; forgotten, none moves it.
    learn (pedal, "drive", 5, 11);
    send (pedal, { cc (3, 74, 0) });
    CHECK (std::abs (value ("drive") - 64.0f / 127.0f) < 1.0e-6f);
    CHECK_EQUAL (value ("low_cut"), 20.0f);
    midi.forget (drive);
    send (pedal, { cc (5, 11, 0) });
    CHECK (std::abs (value ("drive") - 64.0f / 127.0f) < 1.0e-6f);
    CHECK (! heard());

    // Events of a block without frames, and those that are dated beyond it.
    learn (pedal, "drive", 5, 11);
    Buffer empty (1, 0);
    juce::MidiBuffer events;
    events.addEvent (cc (5, 11, 127), 0);
    pedal.processBlock (empty, events);
    CHECK_EQUAL (value ("drive"), 1.0f);
    events.clear();
    events.addEvent (cc (5, 11, 0), 5000);
    pedal.processBlock (block, events);
    CHECK_EQUAL (value ("drive"), 0.0f);
}

static juce::String xmlOf (PedalProcessor& pedal)
{
    juce::MemoryBlock state;
    pedal.getStateInformation (state);
    return juce::AudioProcessor::getXmlFromBinary (state.getData(), static_cast<int> (state.getSize()))->toString();
}

static void restore (PedalProcessor& pedal, const juce::String& xml)
{
    juce::MemoryBlock state;
    juce::AudioProcessor::copyXmlToBinary (*juce::parseXML (xml), state);
    restore (pedal, state);
}

static void checkState (PedalProcessor& pedal)
{
    const auto saved = xmlOf (pedal);
    CHECK (saved.contains ("<controller parameter=\"drive\" channel=\"5\" number=\"11\"/>"));

    PedalProcessor other (nowhere);
    setChannels (other, 1);
    restore (other, saved);
    const auto of = [&] (const char* id) { return other.midiControl().controllerOf (Parameters::placeOf (id)); };
    CHECK (of ("drive") == (MidiControl::Controller { 5, 11 }));
    CHECK (of ("bypass") == (MidiControl::Controller { 16, 119 }));
    CHECK (! of ("tone").has_value());
    CHECK_EQUAL (xmlOf (other), saved);
    other.prepareToPlay (48000.0, 64);
    send (other, { cc (5, 11, 127) });
    CHECK_EQUAL (other.allParameters().value (Parameters::placeOf ("drive")), 1.0f);

    // From an older version, or a newer one that went mad: no controller.
    restore (other, "<Stompjar version=\"2\"><parameter id=\"drive\" value=\"0.25\"/></Stompjar>");
    CHECK (! of ("drive").has_value());

    for (const juce::String bad : { "channel=\"17\" number=\"1\"", "channel=\"0\" number=\"1\"", "channel=\"1\" number=\"120\"", "channel=\"1\" number=\"-1\"", "channel=\"1\"",
                                    "number=\"7\"", "channel=\"x\" number=\"y\"" })
    {
        restore (other, "<Stompjar version=\"9\"><controller parameter=\"drive\" " + bad + "/><controller parameter=\"wah\" channel=\"1\" number=\"2\"/>"
                        "<controller parameter=\"tone\" channel=\"2\" number=\"3\" curve=\"log\"/></Stompjar>");
        CHECK (! of ("drive").has_value());
        CHECK (of ("tone") == (MidiControl::Controller { 2, 3 }));
    }
}

/** At the frame of the event, whatever the blocks are; and the same as if the host had turned the knob between two blocks. */
static void checkTiming()
{
    const auto in = guitar (1, 30000);
    const std::vector<Event> events { { 0, cc (1, 20, 10) }, { 1001, cc (1, 20, 127) }, { 1001, juce::MidiMessage::noteOn (1, 60, 1.0f) },
                                      { 12345, cc (1, 20, 0) }, { 12346, cc (1, 20, 90) }, { 29999, cc (1, 20, 3) } };

    const auto fresh = []
    {
        auto pedal = preparedPedal (1);
        pedal->midiControl().assign (Parameters::placeOf ("drive"), MidiControl::Controller { 1, 20 });
        return pedal;
    };

    const auto reference = playWith (*fresh(), in, events, [] { return 64; });
    CHECK (! sameBits (reference, play (*fresh(), in, 64)));

    for (int size : { 1, 17, 1024, 30000 })
        CHECK (sameBits (reference, playWith (*fresh(), in, events, [size] { return size; })));

    const auto byHand = fresh();
    Buffer out (in);
    int start = 0;

    for (const auto& [end, value] : std::vector<std::pair<int, int>> { { 1001, 10 }, { 12345, 127 }, { 12346, 0 }, { 29999, 90 }, { 30000, 3 } })
    {
        Buffer block (out.getArrayOfWritePointers(), 1, start, end - start);
        juce::MidiBuffer none;
        byHand->allParameters()[Parameters::placeOf ("drive")].setValue (static_cast<float> (value) / 127.0f);
        byHand->processBlock (block, none);
        start = end;
    }

    CHECK (sameBits (reference, out));
}

void testMidi()
{
    auto pedal = preparedPedal (1, nowhere);
    CHECK (pedal->acceptsMidi() && ! pedal->producesMidi() && ! pedal->isMidiEffect());
    checkLearning (*pedal);
    checkState (*pedal);
    checkTiming();

    // Hosts hear of it on the message thread, as of a hand on the knob; not on the audio thread.
    Heard heard;
    pedal->addListener (&heard);
    const auto drive = juce::String (Parameters::placeOf ("drive"));
    Script script;

    script.add ("what was sent before is told", [] {}, [&] { return heard.lines.contains ("end " + drive); });
    script.add ("a move is told", [&] { heard.lines.clear(); send (*pedal, { cc (5, 11, 127) }); CHECK (heard.lines.isEmpty()); },
                [&] { return heard.lines.contains ("end " + drive); });
    script.add ("as one gesture with its value", [&]
    {
        CHECK_EQUAL (heard.lines.joinIntoString (", "), "begin " + drive + ", value " + drive + ", end " + drive);
        CHECK_EQUAL (pedal->allParameters().value (Parameters::placeOf ("drive")), 1.0f);
    }, [] { return true; });
    script.add ("that a controller was learned makes a project unsaved", [&] { heard.lines.clear(); learn (*pedal, "mix", 9, 9); }, [&] { return heard.lines.contains ("unsaved"); });
    script.add ("and that it is forgotten too", [&] { heard.lines.clear(); pedal->midiControl().forget (Parameters::placeOf ("mix")); }, [&] { return heard.lines.contains ("unsaved"); });

    // What a VST3 host was told it sends back some blocks later, when the controller may be elsewhere.
    auto& knob = pedal->allParameters()[Parameters::placeOf ("drive")];
    auto& step = pedal->allParameters()[Parameters::placeOf ("bypass")];
    juce::MemoryBlock saved;
    const auto told = [&] (const juce::RangedAudioParameter& parameter) { return heard.lines.contains ("end " + juce::String (parameter.getParameterIndex())); };

    script.add ("a host hears", [&] { heard.lines.clear(); send (*pedal, { cc (5, 11, 0), cc (16, 119, 127) }); }, [&] { return heard.lines.contains ("begin " + drive); });
    script.add ("and its late echo turns neither knob nor switch back", [&]
    {
        send (*pedal, { cc (5, 11, 127), cc (16, 119, 0) });
        knob.setValueNotifyingHost (0.0f);
        step.setValueNotifyingHost (0.0f);
        CHECK_EQUAL (knob.getValue(), 1.0f);
        CHECK_EQUAL (step.getValue(), 1.0f);
        heard.lines.clear();
    }, [&] { return heard.lines.contains ("value " + drive); });
    script.add ("however late it is, while the gesture lives", [&] { knob.setValueNotifyingHost (0.0f); CHECK_EQUAL (knob.getValue(), 1.0f); heard.lines.clear(); },
                [&] { return told (knob) && told (step); });
    script.add ("and the host hears again where it is", [&] { CHECK (heard.lines.contains ("value " + drive) && knob.getValue() == 1.0f && step.getValue() == 1.0f); }, [] { return true; });
    script.add ("automation after it counts", [&] { knob.setValueNotifyingHost (0.5f); step.setValueNotifyingHost (0.0f); }, [&] { return knob.getValue() == 0.5f && step.getValue() == 0.0f; });
    script.add ("again it moves", [&] { heard.lines.clear(); send (*pedal, { cc (5, 11, 127) }); }, [&] { return heard.lines.contains ("begin " + drive); });
    script.add ("and automation counts in the gesture, too", [&] { knob.setValueNotifyingHost (0.4f); }, [&] { return told (knob) && knob.getValue() == 0.4f; });
    script.add ("the controller moves again", [&] { heard.lines.clear(); send (*pedal, { cc (5, 11, 127) }); }, [&] { return heard.lines.contains ("begin " + drive); });
    script.add ("and a hand takes the knob from it, also in the moment in which it moves", [&]
    {
        send (*pedal, { cc (5, 11, 120) });
        knob.beginChangeGesture();
        knob.setValueNotifyingHost (0.25f);
        knob.endChangeGesture();
        heard.lines.clear();
    }, [&] { return knob.getValue() == 0.25f && told (knob); });
    script.add ("and again", [&] { saved = stateOf (*pedal); heard.lines.clear(); send (*pedal, { cc (5, 11, 127) }); }, [&] { return heard.lines.contains ("begin " + drive); });
    script.add ("and a project does", [&] { send (*pedal, { cc (5, 11, 120) }); restore (*pedal, saved); heard.lines.clear(); }, [&] { return knob.getValue() == 0.25f && told (knob); });
    script.add ("what snaps is held where it snapped to, and told once", [&]
    {
        learn (*pedal, "bass", 6, 6);
        heard.lines.clear();
        send (*pedal, { cc (6, 6, 1) });
    }, [&] { return told (pedal->allParameters()[Parameters::placeOf ("bass")]); });
    script.add ("only", [&] { const auto bass = juce::String (Parameters::placeOf ("bass")); CHECK_EQUAL (heard.lines.joinIntoString (", "), "begin " + bass + ", value " + bass + ", unsaved, end " + bass); },
                [] { return true; });
    script.run();
    pedal->removeListener (&heard);
}

}

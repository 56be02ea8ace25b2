#include "plugin/face/Wording.h"

namespace stompjar::wording
{

using State = Brain::Report::State;

static juce::String dot() { return juce::CharPointer_UTF8 (" \xc2\xb7 "); }
static juce::String none() { return juce::CharPointer_UTF8 ("\xe2\x80\x93"); }

/** What stands in for knobs that a capture does not have; empty if nothing does. */
static juce::String standIns (const SlotContents& pedal, const SlotContents& amp)
{
    juce::StringArray words;

    if (pedal.stands)    words.add (pedal.name + " has no knobs of its own: drive is gain, tone a tilt");
    if (amp.stands)      words.add ("gain* and tilt* stand in for knobs that " + amp.name + " does not have");

    return words.joinIntoString (dot());
}

Sentence sentence (const Brain::Report& report, const SlotContents& pedal, const SlotContents& amp)
{
    const auto problem = juce::String::fromUTF8 (report.problem.c_str());

    switch (report.state)
    {
        case State::busy:    return { "Loading...", false };
        case State::asleep:  return { "Java starts when the host plays", false };
        case State::dry:     return { "The signal passes dry; a click here tries again. " + problem, true };
        case State::plays:   break;
    }

    if (problem.isNotEmpty())
        return { problem, true };

    const auto hint = standIns (pedal, amp);
    return { hint.isNotEmpty() ? hint : juce::String ("Drop a capture, a cabinet or a folder of them anywhere. Shift drags finely, a double-click resets a knob, the right button or M teaches it a MIDI controller"), false };
}

std::vector<Readouts::Entry> runtime (const Brain::Report& report, float load, const SlotContents& pedal)
{
    const bool plays = report.state == State::plays;
    const auto milliseconds = report.rate > 0.0 ? juce::String (1000.0 * report.latency / report.rate, 1) + " ms" : none();

    return { { "LOAD", plays ? juce::String (100.0 * load, 1) + " %" : none(), "Time that the plugin takes of the time that there is" },
             { "LATENCY", plays ? juce::String (report.latency) + dot() + milliseconds : none(), "Frames and milliseconds; the host compensates for it" },
             { "MODEL RATE", pedal.rate > 0 ? juce::String (pedal.rate / 1000.0, 1) + " kHz" : none(),
               "The rate that the pedal's capture was learned at; at another rate of the host it is resampled" } };
}

static juce::String engineText (const Brain::Report& report)
{
    switch (report.state)
    {
        case State::plays:   return report.environment;
        case State::busy:    return "loading...";
        case State::asleep:  return "asleep";
        case State::dry:     break;
    }

    return none();
}

std::vector<Readouts::Entry> engine (const Brain::Report& report, const SlotContents& pedal)
{
    return { { "ESR", pedal.esr.isNotEmpty() ? juce::String (100.0 * pedal.esr.getDoubleValue(), 3) + " %" : none(),
               "Error of the pedal's capture against the device, measured when it was learned, as a share of the signal's energy" },
             { "ENGINE", engineText (report), "The Java that plays the captures" } };
}

}

#pragma once

#include "plugin/PedalProcessor.h"
#include "plugin/face/Readouts.h"

/** What the face says of the state that things are in. Any thread. */
namespace stompjar::wording
{
    struct Sentence
    {
        juce::String text;
        bool isWrong;
    };

    /** For the line at the bottom: what is wrong and what to do, or a hint. */
    Sentence sentence (const Brain::Report&, const SlotContents& pedal, const SlotContents& amp);

    /** Load, latency, model rate. @param load  share of one core, 0..1 */
    std::vector<Readouts::Entry> runtime (const Brain::Report&, float load, const SlotContents& pedal);

    /** Error of the capture, and what plays it. */
    std::vector<Readouts::Entry> engine (const Brain::Report&, const SlotContents& pedal);
}

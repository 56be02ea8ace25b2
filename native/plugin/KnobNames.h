#pragma once

#include "plugin/Parameters.h"

#include <functional>

namespace stompjar
{

struct SlotContents;

/** Lets hosts call a parameter what the capture calls its knob: `drive` of a fuzz is "Fuzz", the first knob of an amp "Amp gain". Ids stay, and a parameter
    that nothing answers to has its own name. A VST3 hears of it; the parameters of an LV2 are in its Turtle.

    Names change on the message thread, a moment after update().
*/
class KnobNames final : private juce::Timer
{
public:
    /** What is in a slot; nothing while Java is busy, then it is asked again. Called on the message thread. */
    using Ask = std::function<std::optional<SlotContents> (Slot)>;

    /** @param renamed  called on the message thread when there are other names */
    KnobNames (Parameters&, Ask, std::function<void()> renamed);
    ~KnobNames() override { stopTimer(); }

    /** Other captures play, or may. Any thread but the audio thread. */
    void update() { startTimer (1); }

private:
    void timerCallback() override;

    Parameters& parameters;
    const Ask ask;
    const std::function<void()> renamed;
};

}

#pragma once

#include "plugin/MessageTimer.h"
#include "plugin/Parameters.h"

#include <functional>

namespace stompjar
{

struct SlotContents;

/** Lets hosts call a parameter what the capture calls its knob: `drive` of a fuzz is "Fuzz", the first knob of an amp "Amp gain". Ids stay, and a parameter
    that nothing answers to has its own name. A VST3 hears of it; the parameters of an LV2 are in its Turtle.

    Names change on the message thread, a moment after update().
*/
class KnobNames final
{
public:
    /** What is in a slot; nothing while Java is busy, then it is asked again. Called on the message thread. */
    using Ask = std::function<std::optional<SlotContents> (Slot)>;

    /** @param renamed  called on the message thread when there are other names */
    KnobNames (Parameters&, Ask, std::function<void()> renamed);

    /** Other captures play, or may. Any thread but the audio thread. */
    void update() { timer.start (1); }

private:
    void rename();

    Parameters& parameters;
    const Ask ask;
    const std::function<void()> renamed;
    MessageTimer timer { [this] { rename(); } };    // last: what it uses lives longer
};

}

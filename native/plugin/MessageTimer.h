#pragma once

#include <juce_events/juce_events.h>

#include <functional>
#include <memory>

namespace stompjar
{

/** Calls back on JUCE's message thread, and never once it is gone, whatever thread destroys it. A juce::Timer promises that on the message thread only,
    and hosts destroy plugins where they like: JUCE gives an LV2 a message thread of its own, which no host waits for.
*/
class MessageTimer final
{
public:
    explicit MessageTimer (std::function<void()> callback);

    /** Waits for a callback that is under way on another thread. */
    ~MessageTimer();

    /** Calls back every so many milliseconds from now on. Any thread but the audio thread. */
    void start (int milliseconds);

    /** Any thread but the audio thread. */
    void stop();

private:
    class Caller;
    std::shared_ptr<Caller> caller;

    JUCE_DECLARE_NON_COPYABLE (MessageTimer)
};

}

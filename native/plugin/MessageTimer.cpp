#include "plugin/MessageTimer.h"

#include <mutex>

namespace stompjar
{

/** What JUCE knows of. It outlives its owner until the message thread is done with it. */
class MessageTimer::Caller final : public juce::Timer,
                                   public std::enable_shared_from_this<Caller>
{
public:
    explicit Caller (std::function<void()> function) : callback (std::move (function)) {}

    void close()
    {
        const std::lock_guard<std::recursive_mutex> lock (mutex);
        stopTimer();
        closed = true;
    }

private:
    void timerCallback() override
    {
        const auto self = shared_from_this();    // the callback may destroy the owner
        const std::lock_guard<std::recursive_mutex> lock (mutex);

        if (! closed)
            callback();
    }

    const std::function<void()> callback;
    std::recursive_mutex mutex;
    bool closed = false;
};

MessageTimer::MessageTimer (std::function<void()> callback) : caller (std::make_shared<Caller> (std::move (callback))) {}

MessageTimer::~MessageTimer()
{
    caller->close();
    juce::MessageManager::callAsync ([last = std::move (caller)] {});    // JUCE may be about to call it: freed after that
}

void MessageTimer::start (int milliseconds)    { caller->startTimer (milliseconds); }
void MessageTimer::stop()                      { caller->stopTimer(); }

}

#pragma once

#include <juce_core/juce_core.h>

#include <functional>
#include <mutex>

namespace stompjar
{

/** Changes of captures, one at a time: those that may take long run on a thread of their own, in the order in which they were asked for. Any thread but
    the audio thread. */
class LoadQueue final
{
public:
    ~LoadQueue()
    {
        if (thread != nullptr)
            thread->removeAllJobs (false, -1);    // one on its way uses its owner until it has arrived
    }

    /** @param job   runs under lock(); says whether anything changed
        @param then  runs after it, without the lock, if so */
    void add (std::function<bool()> job, std::function<void()> then)
    {
        if (thread == nullptr)
            thread = std::make_unique<juce::ThreadPool> (1);

        thread->addJob ([this, job = std::move (job), then = std::move (then), asked = asking.load()]
        {
            if (const auto held = lock(); asked != asking || ! job())
                return;

            then();
        });
    }

    /** While it is held no capture changes. */
    std::unique_lock<std::mutex> lock() const { return std::unique_lock<std::mutex> (changing); }

    /** What waits will not run. To be called under lock(). */
    void forget() { ++asking; }

    bool isBusy() const { return thread != nullptr && thread->getNumJobs() > 0; }

private:
    mutable std::mutex changing;
    std::atomic<int> asking { 0 };
    std::unique_ptr<juce::ThreadPool> thread;    // made when first needed
};

}

#pragma once

#include "plugin/sounds/Origin.h"

#include <mutex>

namespace stompjar
{

/** What was loaded and can be taken back, the last first. Any thread but the audio thread. */
class Undo final
{
public:
    struct Step
    {
        Sound before;
        juce::String what;    ///< was loaded, in words
    };

    void remember (Step step)
    {
        const Lock lock (mutex);
        steps.push_back (std::move (step));

        if (steps.size() > most)
            steps.erase (steps.begin());
    }

    /** What take() would give, in words; empty if nothing. */
    juce::String what() const
    {
        const Lock lock (mutex);
        return steps.empty() ? juce::String() : steps.back().what;
    }

    std::optional<Sound> take()
    {
        const Lock lock (mutex);

        if (steps.empty())
            return {};

        auto before = std::move (steps.back().before);
        steps.pop_back();
        return before;
    }

    void clear()
    {
        const Lock lock (mutex);
        steps.clear();
    }

private:
    using Lock = std::lock_guard<std::mutex>;
    static constexpr size_t most = 20;

    mutable std::mutex mutex;
    std::vector<Step> steps;
};

}

#pragma once

#include "tests/Check.h"

#include <juce_audio_processors/juce_audio_processors.h>

#include <functional>
#include <vector>

namespace stompjar
{

/** Does things to a pedal, each once the one before has had its effect; JUCE has one message loop in a process's life. */
class Script final : private juce::Timer
{
public:
    /** @param act    on the message thread
        @param until  asked until it is true; false for a minute fails the test: others may have the processors */
    void add (const char* name, std::function<void()> act, std::function<bool()> until) { steps.push_back ({ name, std::move (act), std::move (until) }); }

    void run()
    {
        startTimerHz (ticksPerSecond);
        juce::MessageManager::getInstance()->runDispatchLoop();

        if (failure.isNotEmpty())
            throw std::runtime_error (failure.toStdString());
    }

private:
    static constexpr int ticksPerSecond = 50;

    struct Step
    {
        const char* name;
        std::function<void()> act;
        std::function<bool()> until;
    };

    void timerCallback() override
    {
        try
        {
            if (waited++ == 0)
                steps[at].act();
            else if (steps[at].until())
            {
                std::cerr << "done: " << steps[at].name << std::endl;
                waited = 0;
                ++at;
            }
            else
                CHECK (waited < 60 * ticksPerSecond);

            if (at < steps.size())
                return;
        }
        catch (const std::exception& reason)
        {
            failure << steps[at].name << ": " << reason.what();
        }

        stopTimer();
        juce::MessageManager::getInstance()->stopDispatchLoop();
    }

    std::vector<Step> steps;
    size_t at = 0;
    int waited = 0;
    juce::String failure;
};

/** What a host hears. */
struct Heard final : public juce::AudioProcessorListener
{
    void audioProcessorParameterChanged (juce::AudioProcessor*, int parameter, float) override { lines.add ("value " + juce::String (parameter)); }
    void audioProcessorParameterChangeGestureBegin (juce::AudioProcessor*, int parameter) override { lines.add ("begin " + juce::String (parameter)); }
    void audioProcessorParameterChangeGestureEnd (juce::AudioProcessor*, int parameter) override { lines.add ("end " + juce::String (parameter)); }
    void audioProcessorChanged (juce::AudioProcessor*, const ChangeDetails& details) override
    {
        if (details.nonParameterStateChanged)    lines.add ("unsaved");
        if (details.parameterInfoChanged)        lines.add ("names");
    }

    juce::StringArray lines;
};

}

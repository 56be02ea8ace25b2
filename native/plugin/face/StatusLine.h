#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace stompjar
{

/** The line at the bottom: what is wrong and what to do, a note on what was just done, or a hint. A click takes an error or a note away. Message thread. */
class StatusLine final : public juce::Component,
                         public juce::SettableTooltipClient,
                         private juce::Timer
{
public:
    /** Stays until the next; an error takes a note away. */
    void show (const juce::String&, bool isWrong);

    /** Called when an error is clicked away. */
    std::function<void()> onDismiss = [] {};

    /** Lies over that for some seconds. */
    void note (const juce::String&);

    void paint (juce::Graphics&) override;
    void mouseDown (const juce::MouseEvent&) override;
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

private:
    void timerCallback() override { note ({}); }
    void refresh();

    juce::String sentence, noted, text;    // the last is what is shown
    bool sentenceIsWrong = false, wrong = false;
};

}

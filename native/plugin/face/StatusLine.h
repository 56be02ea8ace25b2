#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace stompjar
{

/** The line at the bottom: what is wrong and what to do, or a hint. A click takes an error away. Message thread. */
class StatusLine final : public juce::Component,
                         public juce::SettableTooltipClient
{
public:
    void show (const juce::String&, bool isWrong);

    void paint (juce::Graphics&) override;
    void mouseDown (const juce::MouseEvent&) override;
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

private:
    juce::String text;
    bool wrong = false;
};

}

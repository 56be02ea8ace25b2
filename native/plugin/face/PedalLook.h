#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace stompjar
{

/** How the face draws what JUCE provides: knobs, buttons, lists, menus, tooltips. All from lines and curves, so that it is sharp at any size.
    Message thread. */
class PedalLook final : public juce::LookAndFeel_V4
{
public:
    PedalLook();

    void drawRotarySlider (juce::Graphics&, int x, int y, int width, int height, float position, float startAngle, float endAngle, juce::Slider&) override;
    void drawButtonBackground (juce::Graphics&, juce::Button&, const juce::Colour&, bool over, bool down) override;
    void drawTooltip (juce::Graphics&, const juce::String&, int width, int height) override;
    juce::Rectangle<int> getTooltipBounds (const juce::String&, juce::Point<int> screen, juce::Rectangle<int> parent) override;
    juce::Font getTextButtonFont (juce::TextButton&, int height) override;
    juce::Font getPopupMenuFont() override;

    static juce::Font font (float height, bool bold = false);

    /** A frame around what has the keyboard. */
    static void drawFocus (juce::Graphics&, juce::Rectangle<float>, float corner);
};

}

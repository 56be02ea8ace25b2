#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace stompjar
{

/** A ladder of lights from −60 to 0 dBFS, the peak of the last two seconds, and a light that stays red after 0 dBFS was passed, until it is clicked,
    or Return or Space pressed. Message thread. */
class Meter final : public juce::Component,
                    public juce::SettableTooltipClient
{
public:
    explicit Meter (const juce::String& name);

    /** Call 30 times a second. @param peak  largest magnitude since the last call */
    void update (float peak);

    void paint (juce::Graphics&) override;
    void mouseDown (const juce::MouseEvent&) override { reset(); }
    bool keyPressed (const juce::KeyPress&) override;
    void focusGained (FocusChangeType) override { repaint(); }
    void focusLost (FocusChangeType) override { repaint(); }
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

private:
    void reset();

    static constexpr float floorDb = -60.0f;
    static constexpr float ceilingDb = 60.0f;    // from infinity the lights would never fall again

    float shownDb = floorDb, heldDb = floorDb;
    int heldFor = 0;    // calls
    bool clipped = false;
};

}

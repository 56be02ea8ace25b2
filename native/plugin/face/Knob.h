#pragma once

#include "plugin/MidiControl.h"

namespace stompjar
{

/** A knob for a parameter, with its name below; while it is touched, its value stands there. Drag up and down or left and right (slower with Shift),
    turn the wheel, double-click for the default, arrow keys (finely with Shift), page keys, Home and End; the right button, or M, brings a menu: MIDI learn, and the host's own where the host has one.
    Message thread. */
class Knob final : public juce::Component,
                   private juce::Timer
{
public:
    /** @param hint  for the tooltip and screen readers: what it does */
    Knob (juce::RangedAudioParameter&, MidiControl&, const juce::String& name, const juce::String& hint);

    /** What the device calls it; the ids stay. `note` is small print below, empty for none. */
    void setNameAndNote (const juce::String& name, const juce::String& note);

    /** Of a knob that nothing answers to. */
    void setUsed (bool);

    void resized() override;
    void paint (juce::Graphics&) override;
    juce::RangedAudioParameter& getParameter() noexcept { return parameter; }

private:
    /** Shift slows it down, at any moment of a drag. */
    struct Dial final : public juce::Slider
    {
        Dial();
        void mouseDown (const juce::MouseEvent&) override;
        void mouseDrag (const juce::MouseEvent&) override;
        void mouseUp (const juce::MouseEvent&) override;
        bool keyPressed (const juce::KeyPress&) override;
        void turn (double share);
        void focusGained (FocusChangeType) override { repaint(); }
        void focusLost (FocusChangeType) override { repaint(); }

        std::function<void()> showMenu;
        juce::Point<float> last, virtualPosition;
    };

    void timerCallback() override;
    void showController();
    bool isTouched() const;

    juce::RangedAudioParameter& parameter;
    MidiControl& midi;
    const juce::String hint;
    Dial dial;
    std::unique_ptr<juce::SliderParameterAttachment> attachment;
    juce::String title, note;
    bool shownTouched = false;
    juce::uint32 movedAt = 0;
};

}

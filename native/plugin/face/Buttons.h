#pragma once

#include "plugin/MidiControl.h"

namespace stompjar
{

/** A light. */
void drawLed (juce::Graphics&, juce::Point<float> centre, float radius, bool lit, juce::Colour);

/** A switch for a parameter; the right button, or M, brings the menu of a knob. Message thread. */
class ParameterButton : public juce::Button
{
public:
    /** @param hint  for the tooltip and screen readers */
    ParameterButton (juce::RangedAudioParameter&, MidiControl&, const juce::String& name, const juce::String& hint);
    void mouseDown (const juce::MouseEvent&) override;
    bool keyPressed (const juce::KeyPress&) override;
    juce::String getTooltip() override;

private:
    juce::RangedAudioParameter& parameter;
    MidiControl& midi;
};

/** The big one: steps on the pedal. Lit when the effect plays, which is when `bypass` is off. Message thread. */
class Footswitch final : public ParameterButton
{
public:
    Footswitch (juce::RangedAudioParameter& bypass, MidiControl&);
    void paintButton (juce::Graphics&, bool over, bool down) override;

private:
    juce::ParameterAttachment attachment;
};

/** A switch with a light and a word. Message thread. */
class LedSwitch final : public ParameterButton
{
public:
    /** @param hint  for the tooltip and screen readers */
    LedSwitch (juce::RangedAudioParameter&, MidiControl&, const juce::String& name, const juce::String& hint, const juce::String& shown);
    void paintButton (juce::Graphics&, bool over, bool down) override;

private:
    const juce::String shown;
    juce::ButtonParameterAttachment attachment;
};

/** A button with a drawing. Message thread. */
class IconButton final : public juce::Button
{
public:
    enum class Icon { previous, next, open, clear, undo, save, star, copy };

    /** @param name  for screen readers, and first in the tooltip */
    IconButton (Icon, const juce::String& name, const juce::String& hint = {});
    void paintButton (juce::Graphics&, bool over, bool down) override;

private:
    const juce::Path path;
    const bool filled;
};

}

#pragma once

#include "plugin/PedalProcessor.h"
#include "plugin/face/Browser.h"
#include "plugin/face/Knob.h"
#include "plugin/face/Meter.h"
#include "plugin/face/PresetBar.h"
#include "plugin/face/Readouts.h"
#include "plugin/face/SlotPanel.h"
#include "plugin/face/StatusLine.h"

namespace stompjar
{

/** The whole face at its own size, in which all its parts are laid out; the editor scales it. Takes files that are dropped beside the slots.
    Message thread. */
class Face final : public juce::Component,
                   public juce::FileDragAndDropTarget
{
public:
    static constexpr int width = 960, height = 620;

    explicit Face (PedalProcessor&);

    /** Call 30 times a second. */
    void tick();

    /** A sentence for the line at the bottom, until something changes; empty takes it away. */
    void say (const juce::String&);

    /** Opens the list of sounds for a slot. */
    void browse (Slot);

    void paint (juce::Graphics&) override;
    void resized() override;

    bool isInterestedInFileDrag (const juce::StringArray& files) override { return Drop::isWelcome (files); }
    void filesDropped (const juce::StringArray& files, int, int) override { drop.take (files, {}); }

private:
    Knob& addKnob (std::vector<std::unique_ptr<Knob>>&, const char* id, const juce::String& name, const juce::String& hint);
    void refresh();
    void nameBigKnobs (const SlotContents&);
    void makeFurtherKnobs (const SlotContents& pedal, const SlotContents& amp);
    void showReadouts (const Brain::Report&);
    void showLine (const Brain::Report&);

    PedalProcessor& pedal;
    SoundLibrary library;
    Drop drop { pedal, library, [this] (const juce::String& text) { line.note (text); } };

    PresetBar presets;
    std::vector<std::unique_ptr<SlotPanel>> slots;
    std::vector<std::unique_ptr<Knob>> big, further, small;
    std::vector<juce::String> furtherIds;
    int pedalKnobs = 0;                 // of the further ones; the rest is the amp's
    Meter input { "Input level" }, output { "Output level" };
    LedSwitch gateOn, toneOn, normalise, calibrate;
    Footswitch foot;
    Readouts left { { 0.3f, 0.36f, 0.34f } }, right { { 0.34f, 0.66f } };
    StatusLine line;
    Browser browser;

    int shownChange = -1, ticks = 0;
    std::string shownProblem;
    juce::String said;
};

}

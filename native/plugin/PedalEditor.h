#pragma once

#include "plugin/face/Face.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

/** The window of a pedal: its face at any size of the same shape. Takes files that are dropped beside the slots. Message thread. */
class PedalEditor final : public juce::AudioProcessorEditor,
                          public juce::FileDragAndDropTarget,
                          private juce::Timer
{
public:
    explicit PedalEditor (PedalProcessor&);
    ~PedalEditor() override;

    void resized() override;

    bool isInterestedInFileDrag (const juce::StringArray&) override { return true; }
    void filesDropped (const juce::StringArray&, int, int) override;

    Face& getFace() noexcept { return face; }

private:
    void timerCallback() override { face.tick(); }

    PedalProcessor& pedal;
    PedalLook look;    // before what it draws
    Face face;
    juce::TooltipWindow tooltips { &face, 600 };
    juce::SharedResourcePointer<Settings> settings;

    JUCE_DECLARE_NON_COPYABLE_WITH_LEAK_DETECTOR (PedalEditor)
};

}

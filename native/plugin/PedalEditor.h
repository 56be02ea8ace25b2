#pragma once

#include "plugin/face/Face.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

/** The window of a pedal: its face at any size of the same shape. Message thread. */
class PedalEditor final : public juce::AudioProcessorEditor,
                          private juce::Timer
{
public:
    explicit PedalEditor (PedalProcessor&);
    ~PedalEditor() override;

    void resized() override;

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

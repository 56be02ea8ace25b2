#pragma once

#include "plugin/PedalProcessor.h"

namespace stompjar
{

/** A line about Java and the capture, a button that loads another one, and the parameters. Message thread. */
class PedalEditor final : public juce::AudioProcessorEditor,
                          private juce::Timer
{
public:
    explicit PedalEditor (PedalProcessor&);

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void timerCallback() override;
    void chooseCapture();

    PedalProcessor& pedal;
    juce::Label status;
    juce::TextButton loadButton { "Load capture..." };
    juce::GenericAudioProcessorEditor knobs;
    std::unique_ptr<juce::FileChooser> chooser;
    int shownChange = -1;

    JUCE_DECLARE_NON_COPYABLE_WITH_LEAK_DETECTOR (PedalEditor)
};

}

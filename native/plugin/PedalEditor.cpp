#include "plugin/PedalEditor.h"

namespace stompjar
{

static constexpr int margin = 8, buttonWidth = 130, headHeight = 56;

PedalEditor::PedalEditor (PedalProcessor& processor)
    : AudioProcessorEditor (processor), pedal (processor), knobs (processor)
{
    status.setMinimumHorizontalScale (0.7f);
    status.setJustificationType (juce::Justification::centredLeft);
    loadButton.onClick = [this] { chooseCapture(); };

    addAndMakeVisible (status);
    addAndMakeVisible (loadButton);
    addAndMakeVisible (knobs);

    setSize (juce::jmax (480, knobs.getWidth()), headHeight + juce::jmax (300, knobs.getHeight()));
    timerCallback();
    startTimerHz (4);
}

void PedalEditor::paint (juce::Graphics& graphics)
{
    graphics.fillAll (getLookAndFeel().findColour (juce::ResizableWindow::backgroundColourId));
}

void PedalEditor::resized()
{
    auto area = getLocalBounds();
    auto head = area.removeFromTop (headHeight).reduced (margin);
    loadButton.setBounds (head.removeFromRight (buttonWidth).reduced (0, margin / 2));
    status.setBounds (head);
    knobs.setBounds (area);
}

void PedalEditor::timerCallback()
{
    const auto change = pedal.statusChanges();

    if (change == shownChange)
        return;

    shownChange = change;
    const auto text = pedal.status();
    status.setText (text, juce::dontSendNotification);
    status.setTooltip (text);
}

void PedalEditor::chooseCapture()
{
    chooser = std::make_unique<juce::FileChooser> ("Load a capture", juce::File(), "*.stomp;*.nam;*.json;*.aidax;*.wav");
    chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectFiles,
                          [this] (const juce::FileChooser& done)
                          {
                              if (const auto file = done.getResult(); file.existsAsFile())
                              {
                                  status.setText ("Loading " + file.getFileName() + "...", juce::dontSendNotification);
                                  pedal.loadInBackground (file);
                              }
                          });
}

}

#pragma once

#include "plugin/PedalProcessor.h"
#include "plugin/face/Buttons.h"

namespace stompjar
{

/** Presets, the undo of a load, and the two sounds to compare. Message thread. */
class PresetBar final : public juce::Component
{
public:
    /** @param error  called with a sentence for the player */
    PresetBar (PedalProcessor&, std::function<void (const juce::String&)> error);

    /** Call a few times a second: hosts choose presets too. */
    void refresh();

    void resized() override;

private:
    void showMenu();
    void show (juce::PopupMenu&);
    void choose (const juce::File&);
    void step (int by);
    void askForName (const juce::String& offered);
    void closeName();
    void saveUnlessThere (const juce::String& name);
    void saveAs (const juce::String& name);
    void askToReplace (const juce::String& name);

    PedalProcessor& pedal;
    const std::function<void (const juce::String&)> report;

    IconButton previous { IconButton::Icon::previous, "Previous preset" };
    IconButton next { IconButton::Icon::next, "Next preset" };
    IconButton save { IconButton::Icon::save, "Save preset", "Saves this sound, with its captures, under a name of your own" };
    IconButton undo { IconButton::Icon::undo, "Undo" };
    IconButton copy { IconButton::Icon::copy, "Copy to the other side", "Copies this sound to the other side of A/B" };
    juce::TextButton name, a { "A" }, b { "B" };
    juce::TextEditor newName;
};

}

#pragma once

#include "plugin/PedalProcessor.h"
#include "plugin/face/Buttons.h"
#include "plugin/face/Drop.h"

namespace stompjar
{

/** One of the three places for captures: its switch, what is in it, and the ways to put something else there. Takes dropped files. Message thread. */
class SlotPanel final : public juce::Component,
                        public juce::FileDragAndDropTarget
{
public:
    /** @param browse  called when the player wants to see all sounds for this slot */
    SlotPanel (PedalProcessor&, SoundLibrary&, Drop&, Slot, std::function<void()> browse);

    void show (const SlotContents&);
    const SlotContents& shown() const noexcept { return contents; }

    /** Loads the next (or previous) sound of the library, after the one that was asked for last. */
    void step (int by);

    /** The keyboard's, for what is in the slot. */
    void takeFocus() { title.grabKeyboardFocus(); }

    void paint (juce::Graphics&) override;
    void paintOverChildren (juce::Graphics&) override;
    void resized() override;

    bool isInterestedInFileDrag (const juce::StringArray& files) override { return Drop::isWelcome (files); }
    void fileDragEnter (const juce::StringArray&, int, int) override { hover (true); }
    void fileDragExit (const juce::StringArray&) override { hover (false); }
    void filesDropped (const juce::StringArray&, int, int) override;

    static const char* nameOf (Slot);

private:
    /** What is in the slot, to be clicked. */
    struct Title final : public juce::Button
    {
        Title() : Button ("") {}
        void paintButton (juce::Graphics&, bool over, bool down) override;
        juce::String name, detail;
    };

    void hover (bool);

    PedalProcessor& pedal;
    SoundLibrary& library;
    Drop& drop;
    const Slot slot;
    SlotContents contents;
    bool hovered = false;

    LedSwitch on;
    Title title;
    IconButton previous { IconButton::Icon::previous, "Previous sound" };
    IconButton next { IconButton::Icon::next, "Next sound" };
    IconButton clear { IconButton::Icon::clear, "Empty this slot" };
};

}

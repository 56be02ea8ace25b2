#pragma once

#include "plugin/PedalProcessor.h"
#include "plugin/face/Buttons.h"
#include "plugin/face/Drop.h"

namespace stompjar
{

/** All sounds for a slot: search, favourites, a folder of the player's own. A click plays a sound, F gives it a star or takes it, Escape closes. Files that are
    dropped go to its slot. Lies over the pedal's body. Message thread. */
class Browser final : public juce::Component,
                      public juce::FileDragAndDropTarget,
                      private juce::ListBoxModel,
                      private juce::ChangeListener
{
public:
    /** @param giveBack  called when it closes with the keyboard's focus in it: something else must take that */
    Browser (PedalProcessor&, SoundLibrary&, Drop&, std::function<void (Slot)> giveBack);
    ~Browser() override;

    void open (Slot, const juce::File& playing);
    void close();

    /** Marks what plays. */
    void setPlaying (Slot, const juce::File&);
    Slot slotShown() const noexcept { return slot; }

    void paint (juce::Graphics&) override;
    void paintOverChildren (juce::Graphics&) override;
    void resized() override;
    bool keyPressed (const juce::KeyPress&) override;

    bool isInterestedInFileDrag (const juce::StringArray& files) override { return Drop::isWelcome (files); }
    void fileDragEnter (const juce::StringArray&, int, int) override { hover (true); }
    void fileDragExit (const juce::StringArray&) override { hover (false); }
    void filesDropped (const juce::StringArray&, int, int) override;

private:
    int getNumRows() override { return static_cast<int> (rows.size()); }
    void paintListBoxItem (int row, juce::Graphics&, int width, int height, bool selected) override;
    juce::String getNameForRow (int row) override;
    void listBoxItemClicked (int row, const juce::MouseEvent&) override;
    void returnKeyPressed (int row) override { play (row); }
    void changeListenerCallback (juce::ChangeBroadcaster*) override { refresh(); }

    void refresh();
    void play (int row);
    void toggleFavourite (int row);
    void chooseFolder();
    void hover (bool);

    PedalProcessor& pedal;
    SoundLibrary& library;
    Drop& drop;
    const std::function<void (Slot)> giveBack;
    bool hovered = false;
    Slot slot = Slot::pedal;
    juce::File playing;
    std::vector<SoundLibrary::Sound> rows;

    juce::TextEditor search;
    juce::TextButton favourites { "Favourites" }, folder { "Folder..." };
    IconButton closeButton { IconButton::Icon::clear, "Close the list of sounds" };
    juce::ListBox list { "Sounds", this };
    std::unique_ptr<juce::FileChooser> chooser;
};

}

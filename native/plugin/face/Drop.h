#pragma once

#include "plugin/PedalProcessor.h"
#include "plugin/sounds/SoundLibrary.h"

namespace stompjar
{

/** What a player drops on the face: a sound goes into a slot, a folder becomes the folder of the player's own sounds. Message thread. */
class Drop final
{
public:
    /** @param note  called with a sentence for the player */
    Drop (PedalProcessor&, SoundLibrary&, std::function<void (const juce::String&)> note);

    /** Whether one of them can be taken, by their names. */
    static bool isWelcome (const juce::StringArray& files);

    /** The first that is welcome.
        @param slot  nothing: what it is tells where it belongs */
    void take (const juce::StringArray& files, std::optional<Slot> slot);

private:
    PedalProcessor& pedal;
    SoundLibrary& library;
    const std::function<void (const juce::String&)> note;
};

}

#pragma once

#include "plugin/Brain.h"
#include "plugin/PedalState.h"
#include "plugin/sounds/Arrival.h"
#include "plugin/sounds/Asked.h"
#include "plugin/sounds/LoadQueue.h"
#include "plugin/sounds/Undo.h"

#include <functional>

namespace stompjar
{

/** What a player does with whole sounds: loads captures, takes that back, chooses presets, compares two sounds. What must wait for Java runs on a
    thread of its own, one after the other; parameters move on the message thread, once the captures play: a capture that is refused leaves all
    as it was, and Brain::report() says why.

    Message thread, but for those marked.
*/
class Sounds final
{
public:
    /** @param changed  called on any thread but the audio thread when other captures play */
    Sounds (Parameters&, Brain&, std::function<void()> changed);

    // Captures:

    void loadInBackground (Slot, const juce::File&);
    void clearInBackground (Slot);

    /** Waits. @return empty, or why not. Any thread but the audio thread. */
    juce::String load (Slot, const juce::File&);

    /** Waits. Any thread but the audio thread. */
    void clear (Slot);

    /** The file that a slot was asked to load last, whether it came or not; `otherwise` if all slots changed since. */
    juce::File askedFor (Slot slot, const juce::File& otherwise) const { return asked.sound (slot, otherwise); }

    /** What undo() would take back, in words; empty if nothing. */
    juce::String undone() const { return undoable().what(); }

    /** Back to the captures, and after a preset to the parameters, of before the last load on this side of A/B, one that is on its way included. */
    void undo();

    // Presets:

    const std::vector<Preset>& factory() const noexcept { return bank.factory(); }
    void choose (const Preset&);

    /** @return empty, or why it cannot be read */
    juce::String choose (const juce::File&);

    /** Chooses the next (or previous) preset after the one that was asked for last, whether it came or not: the bundle's, then the player's, round and
        round. @return empty, or why it cannot be read */
    juce::String step (int by);

    /** Waits. For hosts, which choose a program and render at once. Any thread but the audio thread. */
    void chooseNow (int factoryIndex);

    /** Writes the present sound, with its captures, among the player's own, over one of that name; the bundle's names are refused, and so is a sound that
        is still on its way.
        @return empty, or why not */
    juce::String save (const juce::String& name);

    /** A name to save under: the preset's, if it is the player's own, or a new one like it. */
    juce::String nameToSave() const;

    /** The factory preset that was chosen last; 0 at first. Any thread. */
    int program() const noexcept { return currentProgram; }
    juce::String presetName() const { return origin().preset; }

    /** The preset's; none if nobody knows. */
    juce::File presetFile() const { return origin().file; }

    /** Whether the sound differs from the preset: in its captures, or in a knob that is not where the preset has it. */
    bool isModified() const;

    /** Does something with where the parameters are, or will be once those of the captures that play have arrived; meanwhile no sound changes. Any thread
        but the audio thread. */
    template <typename Act>
    auto whole (Act&& act) const
    {
        const auto lock = loads.lock();
        return act (arrival.valuesToBe());
    }

    /** What a project remembers of all this. Any thread but the audio thread. */
    PedalState::Desk desk() const;

    /** Whatever is on its way will not come. Any thread but the audio thread. */
    void forgetAsked();

    /** Takes that back; what was loaded before is not to be had back. Any thread but the audio thread. */
    void restore (const PedalState::Desk&);

    /** After a failure: starts Java afresh, with the present sound; or lets play what went silent. Else nothing. */
    void tryAgain();

    // Two sounds to compare, A (0) and B (1):

    int side() const noexcept { return currentSide; }

    /** Goes to the other side. This one and the next do nothing while a sound is on its way. */
    void compare();
    void copyToOtherSide();

private:
    Origin origin() const;
    void setOrigin (Origin);
    Undo& undoable() { return steps[static_cast<size_t> (currentSide.load())]; }
    const Undo& undoable() const { return steps[static_cast<size_t> (currentSide.load())]; }
    void inBackground (std::function<bool()> job);
    juce::String loadNow (Slot, const juce::File&);
    void clearNow (Slot);
    void changeCaptures (Sound before, const juce::String& what);
    void play (Sound, const juce::String& what);
    bool playNow (const Sound&, const juce::String& what);
    bool isOnItsWay() const;

    Parameters& parameters;
    Brain& brain;
    const std::function<void()> changed;
    const juce::File resources;
    const PresetBank bank;

    mutable std::mutex mutex;                 // guards these
    Origin began;
    std::optional<Sound> otherSide;           // nothing: the same as this side

    std::array<Undo, 2> steps;                // of each side
    Asked asked;

    std::atomic<int> currentProgram { 0 };
    std::atomic<int> currentSide { 0 };
    Arrival arrival { parameters };
    LoadQueue loads;                          // last, so that it ends first
};

}

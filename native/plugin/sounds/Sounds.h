#pragma once

#include "plugin/Brain.h"
#include "plugin/MessageTimer.h"
#include "plugin/sounds/Origin.h"

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
    ~Sounds();

    // Captures:

    void loadInBackground (Slot, const juce::File&);
    void clearInBackground (Slot);

    /** Waits. @return empty, or why not. Any thread but the audio thread. */
    juce::String load (Slot, const juce::File&);

    /** Waits. Any thread but the audio thread. */
    void clear (Slot);

    bool canUndo() const { return ! undone().isEmpty(); }

    /** What undo() would take back, in words; empty if nothing. */
    juce::String undone() const;

    /** Back to the captures, and after a preset to the parameters, of before the last load. */
    void undo();

    // Presets:

    const std::vector<Preset>& factory() const noexcept { return bank.factory(); }
    void choose (const Preset&);

    /** Waits. For hosts, which choose a program and render at once. Any thread but the audio thread. */
    void chooseNow (int factoryIndex);

    /** Writes the present sound, with its captures, among the player's own. @return empty, or why not */
    juce::String save (const juce::String& name);

    /** The factory preset that was chosen last; 0 at first. Any thread. */
    int program() const noexcept { return currentProgram; }
    juce::String presetName() const;

    /** Whether other captures play than the preset's. Any thread. */
    bool hasOtherCaptures() const;

    /** Whether the sound differs from the preset: in its captures, or in a knob that is not where the preset has it. */
    bool isModified() const;

    /** A project remembers all three; what was loaded before it is not to be taken back. Any thread but the audio thread. */
    void restorePreset (int program, const juce::String& name, bool hasOtherCaptures);

    // Two sounds to compare, A (0) and B (1):

    int side() const noexcept { return currentSide; }

    /** Goes to the other side; does nothing while a sound is on its way. */
    void compare();
    void copyToOtherSide();

private:
    struct Sound
    {
        JavaPedal::Bytes captures;
        std::optional<Values> values;    // nothing: they stay
        Origin origin;
    };

    struct Step
    {
        Sound before;
        juce::String what;
    };

    Values values() const;
    Values valuesOf (const Preset&) const;
    Origin origin() const;
    void setOrigin (Origin);
    void changeCaptures (Sound before, const juce::String& what);
    void remember (Step);
    void play (Sound, const juce::String& what);
    void set (const Values&);
    void takeArrived();
    bool isOnItsWay() const;

    static constexpr size_t mostSteps = 20;

    Parameters& parameters;
    Brain& brain;
    const std::function<void()> changed;
    const juce::File resources;
    const PresetBank bank;

    mutable std::mutex mutex;                 // guards these
    std::vector<Step> steps;
    std::vector<Values> arrived;              // with captures that play by now
    Origin began;

    std::atomic<int> currentProgram { 0 };
    std::atomic<int> currentSide { 0 };
    std::optional<Sound> otherSide;           // nothing: the same as this side
    MessageTimer arrival { [this] { takeArrived(); } };
    std::unique_ptr<juce::ThreadPool> loader; // made when first needed; last, so that it ends first
};

}

#pragma once

#include "jvm/JavaPedal.h"

#include <juce_core/juce_core.h>

#include <mutex>

namespace stompjar
{

/** The files that a player asked for last, whether they came or not: next and previous go on from these, past what is refused and faster than it loads.
    Any thread but the audio thread. */
class Asked final
{
public:
    /** @param file  none: the slot is emptied */
    void forSound (Slot slot, const juce::File& file)
    {
        const Lock lock (mutex);
        sounds[static_cast<size_t> (slot)] = file;
    }

    /** Which is all slots. @param file  none: for a sound that is not a preset's */
    void forPreset (const juce::File& file)
    {
        const Lock lock (mutex);
        sounds.fill ({});
        last = file;
    }

    /** @param otherwise  if nothing was, or all slots changed since */
    juce::File sound (Slot slot, const juce::File& otherwise) const
    {
        const Lock lock (mutex);
        const auto& file = sounds[static_cast<size_t> (slot)];
        return file == juce::File() ? otherwise : file;
    }

    juce::File preset (const juce::File& otherwise) const
    {
        const Lock lock (mutex);
        return last == juce::File() ? otherwise : last;
    }

private:
    using Lock = std::lock_guard<std::mutex>;

    mutable std::mutex mutex;
    std::array<juce::File, numSlots> sounds;
    juce::File last;
};

}

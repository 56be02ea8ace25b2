#pragma once

#include <juce_core/juce_core.h>

namespace stompjar
{

/** The file after (or before) this one in a list, round and round; the first (or last) after a file that is not in it. No file if there is none. Any thread. */
inline juce::File neighbour (const juce::Array<juce::File>& all, const juce::File& present, int step)
{
    if (all.isEmpty())
        return {};

    const auto place = all.indexOf (present);
    return all[((place < 0 && step < 0 ? 0 : place) + step + all.size()) % all.size()];
}

}

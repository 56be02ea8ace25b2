#pragma once

#include <juce_graphics/juce_graphics.h>

/** Where things are, on a face of 960 by 620. */
namespace stompjar::place
{
    using Area = juce::Rectangle<int>;

    constexpr int edge = 20;
    inline const Area presets { 316, 12, 624, 30 }, slotRow { edge, 56, 920, 78 }, body { edge, 144, 920, 424 }, line { edge, 578, 906, 32 };
    inline const Area bigKnobs { 140, 158, 680, 208 }, smallKnobs { 140, 376, 680, 80 }, foot { 438, 463, 84, 102 };
    inline const Area input { 48, 178, 72, 188 }, output { 840, 178, 72, 188 };
    constexpr int furtherHeight = 78, smallWidth = 66;
}

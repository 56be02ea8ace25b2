#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace stompjar
{

/** The pedal's body, its screws and sections, and the name: what lies behind all that moves. */
void drawBackdrop (juce::Graphics&);

}

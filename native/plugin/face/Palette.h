#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace stompjar::palette
{

// Text on any of the grounds keeps a contrast of 4.5 to 1 or more (WCAG AA).
inline const juce::Colour ground      { 0xff101417 };    ///< behind everything
inline const juce::Colour panel       { 0xff1a2126 };    ///< strips and lists
inline const juce::Colour panelEdge   { 0xff323d44 };
inline const juce::Colour enamelLight { 0xff2a5a5e };    ///< the pedal's body, from top
inline const juce::Colour enamelDark  { 0xff17373c };    ///< to bottom
inline const juce::Colour cream       { 0xfff4ead6 };    ///< text and pointers
inline const juce::Colour faded       { 0xffb9c4c0 };    ///< lesser text
inline const juce::Colour amber       { 0xffffb23e };    ///< what is set, lit or chosen
inline const juce::Colour unlit       { 0xff3a2a17 };
inline const juce::Colour green       { 0xff63d17a };
inline const juce::Colour red         { 0xffff6152 };
inline const juce::Colour rubber      { 0xff14181a };    ///< knobs
inline const juce::Colour rubberLight { 0xff39424a };

}

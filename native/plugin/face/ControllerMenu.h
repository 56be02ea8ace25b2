#pragma once

#include "plugin/MidiControl.h"

/** The menu of a knob or a switch: which MIDI controller turns it, and below that the host's own, where the host has one (VST3). Message thread. */
namespace stompjar::controllerMenu
{
    /** At the control; what is chosen may come after the control is gone. */
    void show (juce::Component& control, const juce::RangedAudioParameter&, MidiControl&);

    /** M, or Shift and F10 as everywhere. */
    bool isAskedFor (const juce::KeyPress&);

    /** A line about the parameter's controller: "MIDI: CC 74, channel 1"; empty if it follows none. */
    juce::String line (const juce::RangedAudioParameter&, const MidiControl&);
}

#pragma once

#include "plugin/MidiControl.h"

namespace stompjar
{

/** What a host saves with its session: the parameters and the present captures themselves, so that a session plays
    without the files that they were loaded from.

      <Stompjar version="3" program="3" preset="Dark Room" captures="other">     the factory preset that was chosen last, the name on the face, and
                                                                                 whether captures were loaded since
        <parameter id="drive" value="0.5"/> …     in the parameter's own unit
        <controller parameter="drive" channel="1" number="74"/> …     of those that follow one
        <capture>base64</capture>                 all slots, opaque, Java's (stompjar.bridge.SlotState)
      </Stompjar>

    Version 1 had seven parameters, and one capture, the pedal's; it sounds as it did. Version 2 had no controllers.

    Later versions may add elements: what a reader does not know it skips, what is missing gets its default.
    Any thread but the audio thread.
*/
namespace PedalState
{
    /** Which preset a sound began as. */
    struct Name
    {
        int program;
        juce::String preset;
        bool otherCaptures;    ///< were loaded since
    };

    juce::MemoryBlock write (const Parameters&, const MidiControl&, const JavaPedal::Bytes& captures, const Name&);

    /** Sets the parameters, their controllers and the name. @return the captures, empty if the state has none; nothing at all if it is not a state of
        ours: then no parameter was touched */
    std::optional<JavaPedal::Bytes> read (const void* data, int size, Parameters&, MidiControl&, Name&);
}

}

#pragma once

#include "plugin/MidiControl.h"
#include "plugin/sounds/Origin.h"

namespace stompjar
{

/** What a host saves with its session: the parameters and the present captures themselves, so that a session plays
    without the files that they were loaded from.

      <Stompjar version="4" program="3" preset="Dark Room" own="1" captures="other" side="1">
                                                  the factory preset that was chosen last, the name on the face, whether that is one of the player's
                                                  own, whether captures were loaded since, and which side of A/B plays
        <parameter id="drive" value="0.5"/> …     in the parameter's own unit
        <controller parameter="drive" channel="1" number="74"/> …     of those that follow one
        <capture>base64</capture>                 all slots, opaque, Java's (stompjar.bridge.SlotState)
        <other preset="Dark Room">                the sound on the other side, where it may be another: name, parameters, and captures unless they are the same
          <parameter id="drive" value="0.7"/> …
          <capture>base64</capture>
        </other>
      </Stompjar>

    Version 1 had seven parameters, and one capture, the pedal's; it sounds as it did. Version 2 had no controllers, version 3 one side only, and names
    for presets of both kinds.

    Later versions may add elements: what a reader does not know it skips, what is missing gets its default.
    Any thread but the audio thread.
*/
namespace PedalState
{
    struct OtherSide
    {
        Origin::Name name;
        Values values;
        JavaPedal::Bytes captures;
    };

    /** What Sounds knows. */
    struct Desk
    {
        int program = 0;
        Origin::Name name;
        int side = 0;
        std::optional<OtherSide> other;    ///< nothing: the same as this side
    };

    juce::MemoryBlock write (const Values&, const MidiControl&, const JavaPedal::Bytes& captures, const Desk&);

    /** @return nothing if it is not a state of ours */
    std::unique_ptr<juce::XmlElement> parse (const void* data, int size);

    /** Sets the parameters, their controllers and the desk. @return the captures, empty if the state has none */
    JavaPedal::Bytes read (const juce::XmlElement&, Parameters&, MidiControl&, Desk&);
}

}

#pragma once

#include "plugin/Parameters.h"

#include <array>
#include <map>

namespace stompjar
{

/** A whole sound under a name: parameters and captures. As a file it is JSON:

      { "stompjar-preset": 1,
        "name": "Tight Rhythm",                                                     of the player's own the file's name counts
        "about": "one line for the player",
        "captures": { "pedal": "tube-screamer.stomp", "amp": "…", "cab": "…" },     of the bundle's captures/ or cabs/, or a path; missing: an empty slot
        "content": "base64",                                                        instead of captures: these themselves (stompjar.bridge.SlotState)
        "parameters": { "drive": 0.1, "low_cut": 120 } }                            by id, in the parameter's own unit; missing: its default

    What a reader does not know it skips. Presets never say anything about `bypass`, `calibrate` and `interface_level`: those belong to the
    player's desk. Any thread but the audio thread.
*/
struct Preset
{
    juce::String name, about;
    juce::File file;    ///< where it was read from
    std::map<juce::String, float> parameters;
    std::array<juce::String, numSlots> captures;
    JavaPedal::Bytes content;

    /** @throws std::runtime_error with a sentence that names the file */
    static Preset read (const juce::File&);

    /** What plays, with its captures. */
    static Preset of (const juce::String& name, const Parameters&, JavaPedal::Bytes captures);

    /** Whole or not at all. @throws std::runtime_error with a sentence that names the file */
    void write (const juce::File&) const;

    /** What the parameter at this place is in this preset, in its own unit; nothing if presets leave it alone. */
    std::optional<float> value (int place) const;

    /** The captures as Brain::play() takes them. @param resources the bundle's folder */
    JavaPedal::Bytes toCaptures (const juce::File& resources) const;

    static bool leavesAlone (const ParameterSpec&);
};

/** The presets of the bundle, in the order of their files' names, and the player's own. Message thread, but factory(). */
class PresetBank
{
public:
    explicit PresetBank (const juce::File& resources);

    /** Read once; any thread. Files that cannot be read are left out. */
    const std::vector<Preset>& factory() const noexcept { return fromBundle; }

    /** The preset of this name; nothing if there is none that can be read. Any thread but the audio thread.
        @param own  the player's; else the bundle's, if it has one */
    std::optional<Preset> find (const juce::String& name, bool own) const;

    /** Whether one of the bundle's has this name, in upper or lower case. */
    bool isFactory (const juce::String& name) const;

    /** A name like this one that no preset has: "Tube Screamer 2". */
    juce::String freeName (const juce::String& like) const;

    /** The files of all, in the order in which a player goes through them: the bundle's, then the player's. */
    juce::Array<juce::File> files() const;

    /** Files of the player's own, by name. */
    static juce::Array<juce::File> user();
    static juce::File userFolder();

    /** The player's own preset of this name; if there is none, where it would go: the file's name may lose what a file's cannot have. */
    static juce::File userFile (const juce::String& name);

private:
    std::vector<Preset> fromBundle;
};

}

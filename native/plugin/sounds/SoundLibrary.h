#pragma once

#include "plugin/sounds/Settings.h"

#include "jvm/JavaPedal.h"

#include <juce_events/juce_events.h>

namespace stompjar
{

/** The sounds that a player can choose from: the bundle's, and those in the folder of the player's own. Message thread; folders are searched on
    another one. */
class SoundLibrary final : public juce::ChangeBroadcaster
{
public:
    struct Sound
    {
        juce::File file;
        juce::String name;      ///< the file's, without ending; of the bundle's, in words
        juce::String place;     ///< "Factory", or the folder below the player's own
    };

    /** @param resources  the bundle's folder with captures/ and cabs/ */
    explicit SoundLibrary (const juce::File& resources);
    ~SoundLibrary() override;

    /** Searches the folders again; listeners hear when that is done. */
    void rescan();

    /** Chooses the player's folder, and searches it. */
    void setFolder (const juce::File&);

    /** What fits into a slot and holds all words. */
    std::vector<Sound> find (Slot, const juce::String& words, bool favouritesOnly) const;

    /** The sound after (or before) this file in a slot's list, round and round; no file if there is none. */
    juce::File neighbour (Slot, const juce::File&, int step) const;

    Settings& settings() { return *shared; }

    /** What fits into a slot: "nam;wav". */
    static const char* endings (Slot);

    /** Whether it can be loaded, by its name. Any thread. */
    static bool isSound (const juce::File&);

private:
    class Search;

    const juce::File resources;
    juce::SharedResourcePointer<Settings> shared;
    std::vector<Sound> sounds;
    std::shared_ptr<Search> search;
};

}

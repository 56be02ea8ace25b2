#include "plugin/sounds/SoundLibrary.h"

#include "plugin/sounds/Neighbour.h"

namespace stompjar
{

/** "4x12-closed-back" as a player reads it: "4x12 Closed Back". */
static juce::String titleOf (const juce::String& fileName)
{
    auto words = juce::StringArray::fromTokens (fileName, "-", "");

    for (auto& word : words)
        word = word.substring (0, 1).toUpperCase() + word.substring (1);

    return words.joinIntoString (" ");
}

/** Searches on a thread of its own and hands the list over on the message thread. Nobody waits for it: a folder on a network may not answer for minutes. */
class SoundLibrary::Search final : public std::enable_shared_from_this<Search>
{
public:
    Search (SoundLibrary& library, juce::File bundle, juce::File own) : owner (library), resources (std::move (bundle)), folder (std::move (own)) {}

    void start()
    {
        juce::Thread::launch ([self = shared_from_this()] { self->run(); });
    }

    /** From now on its owner hears nothing of it, and may go. Message thread. */
    void cancel() noexcept { cancelled = true; }

private:
    static constexpr int most = 20'000;    // somebody's whole disk is not a library

    void run()
    {
        if (resources != juce::File())
        {
            add (resources.getChildFile ("captures"), true);
            add (resources.getChildFile ("cabs"), true);
        }

        if (folder.isDirectory())
            add (folder, false);

        std::stable_sort (found.begin(), found.end(), [] (const Sound& a, const Sound& b)
        {
            if (const bool factory = a.place == "Factory"; factory != (b.place == "Factory"))
                return factory;

            const auto order = a.place.compareNatural (b.place);
            return order != 0 ? order < 0 : a.name.compareNatural (b.name) < 0;
        });

        if (! cancelled)
            juce::MessageManager::callAsync ([self = shared_from_this()] { self->handOver(); });
    }

    void add (const juce::File& top, bool factory)
    {
        // All: file systems take "*.wav" literally, and in a large folder with nothing for us it is to look up, too.
        for (const auto& entry : juce::RangedDirectoryIterator (top, true, "*", juce::File::findFilesAndDirectories, juce::File::FollowSymlinks::noCycles))
        {
            if (cancelled || static_cast<int> (found.size()) >= most)
                return;

            const auto file = entry.getFile();

            if (entry.isDirectory() || ! SoundLibrary::isSound (file))
                continue;

            const auto name = file.getFileNameWithoutExtension();
            const auto below = file.getParentDirectory().getRelativePathFrom (top);

            if (factory)
                found.push_back ({ file, titleOf (name), "Factory" });
            else
                found.push_back ({ file, name, below == "." ? top.getFileName() : below });
        }
    }

    void handOver()
    {
        if (cancelled)
            return;

        owner.sounds = std::move (found);
        owner.sendChangeMessage();
    }

    SoundLibrary& owner;
    const juce::File resources, folder;
    std::vector<Sound> found;
    std::atomic<bool> cancelled { false };
};

SoundLibrary::SoundLibrary (const juce::File& bundle) : resources (bundle)
{
    rescan();
}

SoundLibrary::~SoundLibrary()
{
    search->cancel();
}

void SoundLibrary::rescan()
{
    if (search != nullptr)
        search->cancel();

    search = std::make_shared<Search> (*this, resources, shared->soundFolder());
    search->start();
}

void SoundLibrary::setFolder (const juce::File& folder)
{
    shared->setSoundFolder (folder);
    rescan();
}

const char* SoundLibrary::endings (Slot slot)
{
    return slot == Slot::cab ? "wav" : "stomp;nam;json;aidax;wav";
}

bool SoundLibrary::isSound (const juce::File& file)
{
    return file.hasFileExtension (endings (Slot::pedal));    // in any case
}

/** An impulse response is a cabinet; all else is a device. A device may still be dropped on any slot. */
static bool fits (const juce::File& file, Slot slot)
{
    return file.hasFileExtension ("wav") == (slot == Slot::cab);
}

std::vector<SoundLibrary::Sound> SoundLibrary::find (Slot slot, const juce::String& words, bool favouritesOnly) const
{
    const auto wanted = juce::StringArray::fromTokens (words, " ", "");
    std::vector<Sound> result;

    for (const auto& sound : sounds)
    {
        const auto text = sound.place + " " + sound.file.getFileName();

        if (fits (sound.file, slot) && (! favouritesOnly || shared->isFavourite (sound.file))
            && std::all_of (wanted.begin(), wanted.end(), [&] (const auto& word) { return text.containsIgnoreCase (word); }))
            result.push_back (sound);
    }

    return result;
}

juce::File SoundLibrary::neighbour (Slot slot, const juce::File& present, int step) const
{
    juce::Array<juce::File> files;

    for (const auto& sound : find (slot, {}, false))
        files.add (sound.file);

    return stompjar::neighbour (files, present, step);
}

}

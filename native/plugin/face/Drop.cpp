#include "plugin/face/Drop.h"

namespace stompjar
{

Drop::Drop (PedalProcessor& processor, SoundLibrary& sounds, std::function<void (const juce::String&)> say)
    : pedal (processor), library (sounds), note (std::move (say))
{
}

static bool isUseful (const juce::File& file)
{
    return SoundLibrary::isSound (file) || file.isDirectory();
}

bool Drop::isWelcome (const juce::StringArray& files)
{
    return std::any_of (files.begin(), files.end(), [] (const auto& path) { return isUseful (juce::File (path)); });
}

void Drop::take (const juce::StringArray& files, std::optional<Slot> slot)
{
    const auto first = std::find_if (files.begin(), files.end(), [] (const auto& path) { return isUseful (juce::File (path)); });

    if (first == files.end())
        return;

    const juce::File file (*first);

    if (file.isDirectory())
    {
        library.setFolder (file);
        return note (file.getFileName() + " is the folder of your own sounds now: click a slot to see them");
    }

    pedal.allSounds().loadInBackground (slot.value_or (file.hasFileExtension ("wav") ? Slot::cab : Slot::pedal), file);

    if (files.size() > 1)
        note ("A slot holds one sound: of " + juce::String (files.size()) + " files " + file.getFileName() + " was taken");
}

}

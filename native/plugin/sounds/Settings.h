#pragma once

#include <juce_data_structures/juce_data_structures.h>

namespace stompjar
{

/** What the face remembers of the player, not of a project: the folder of sounds, favourites, the window's size. One file for all instances in all
    programs, ~/.config/Stompjar/face.settings. Use through a juce::SharedResourcePointer. Message thread. */
class Settings
{
public:
    Settings() : file (location(), options()) {}

    /** The player's folder of captures and cabinets; may not exist. */
    juce::File soundFolder() const { return juce::File (file.getValue ("soundFolder")); }
    void setSoundFolder (const juce::File& folder) { change ([&] { file.setValue ("soundFolder", folder.getFullPathName()); }); }

    bool isFavourite (const juce::File& sound) const { return favourites().contains (sound.getFullPathName()); }

    void setFavourite (const juce::File& sound, bool on)
    {
        change ([&]
        {
            auto all = favourites();
            on ? static_cast<void> (all.addIfNotAlreadyThere (sound.getFullPathName())) : all.removeString (sound.getFullPathName());
            file.setValue ("favourites", all.joinIntoString ("\n"));
        });
    }

    int faceWidth (int otherwise) const { return file.getIntValue ("faceWidth", otherwise); }
    void setFaceWidth (int width) { change ([&] { file.setValue ("faceWidth", width); }); }

private:
    /** Upon what other programs wrote meanwhile, and written at once: a file holds all keys, and the last one to write it would take theirs away. */
    template <typename Change>
    void change (const Change& set)
    {
        const bool locked = lock.enter (patience);

        if (! file.needsToBeSaved())    // what could not be written lives for as long as we do
            file.reload();

        set();

        if (locked)
            lock.exit();
    }

    juce::StringArray favourites() const { return juce::StringArray::fromLines (file.getValue ("favourites")); }

    static juce::File location()
    {
        return juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory).getChildFile ("Stompjar/face.settings");
    }

    static juce::PropertiesFile::Options options()
    {
        juce::PropertiesFile::Options options;
        options.millisecondsBeforeSaving = 0;    // with the change
        return options;
    }

    static constexpr int patience = 500;    // ms; a program that hangs with the lock must not hang ours

    juce::InterProcessLock lock { "stompjar-" + juce::String::toHexString (location().getFullPathName().hashCode64()) };    // each user has one
    juce::PropertiesFile file;
};

}

#pragma once

#include <juce_data_structures/juce_data_structures.h>

namespace stompjar
{

/** What the face remembers of the player, not of a project: the folder of sounds, favourites, the window's size. One file for all instances,
    ~/.config/Stompjar/face.settings. Use through a juce::SharedResourcePointer. Message thread. */
class Settings
{
public:
    Settings() : file (location(), options()) {}

    /** The player's folder of captures and cabinets; may not exist. */
    juce::File soundFolder() const { return juce::File (file.getValue ("soundFolder")); }
    void setSoundFolder (const juce::File& folder) { file.setValue ("soundFolder", folder.getFullPathName()); }

    bool isFavourite (const juce::File& sound) const { return favourites().contains (sound.getFullPathName()); }

    void setFavourite (const juce::File& sound, bool on)
    {
        auto all = favourites();
        on ? static_cast<void> (all.addIfNotAlreadyThere (sound.getFullPathName())) : all.removeString (sound.getFullPathName());
        file.setValue ("favourites", all.joinIntoString ("\n"));
    }

    int faceWidth (int otherwise) const { return file.getIntValue ("faceWidth", otherwise); }
    void setFaceWidth (int width) { file.setValue ("faceWidth", width); }

private:
    juce::StringArray favourites() const { return juce::StringArray::fromLines (file.getValue ("favourites")); }

    static juce::File location()
    {
        return juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory).getChildFile ("Stompjar/face.settings");
    }

    static juce::PropertiesFile::Options options()
    {
        juce::PropertiesFile::Options options;
        options.millisecondsBeforeSaving = 500;
        return options;
    }

    juce::PropertiesFile file;
};

}

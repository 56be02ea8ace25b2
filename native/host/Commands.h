#pragma once

#include <juce_core/juce_core.h>

#include <string>

namespace stompjar
{

// The verbs of stompjar-host. Message thread. @return the exit status
// @throws UsageError (2), std::runtime_error naming the file and the reason (1)

/** Plays a file through a plugin into another file, and tells what that cost. */
int bounce (int count, char** words);

/** Tells what a host learns of a plugin by scanning it, and whether that started a JVM. */
int scan (int count, char** words);

/** Runs many instances, of one or more plugins, side by side in this process. */
int together (int count, char** words);

/** Draws the face into a PNG, at any scale; needs no display. */
int screenshot (int count, char** words);

/** Opens the plugin's editor in a window, plays a file in a loop, and tells what a host hears of the player's hand. Needs a display. */
int show (int count, char** words);

/** A path on the command line. */
inline juce::File fileArgument (const std::string& path)
{
    return juce::File::getCurrentWorkingDirectory().getChildFile (juce::String::fromUTF8 (path.c_str()));
}

}

#include "host/Arguments.h"
#include "host/Commands.h"

#include <juce_gui_basics/juce_gui_basics.h>

#include <algorithm>
#include <cstring>
#include <iostream>

static constexpr const char* usage =
    "stompjar-host: plays a built plugin without a display\n"
    "  bounce --plugin BUNDLE --in A.wav --out B.wav [--capture FILE] [--param NAME=ENVELOPE]...\n"
    "         [--block N|random:SEED]... [--preset NAME] [--state FILE] [--save-state FILE] [--bits 16|24|32f] [--json]\n"
    "         several sizes of blocks are played in turn, and must sound the same to the bit\n"
    "  scan --plugin BUNDLE                           what a host learns by scanning it, as JSON\n"
    "  together --plugin BUNDLE [--plugin ...] [--count N]   instances side by side in one process, as JSON\n"
    "  screenshot --plugin BUNDLE --out F.png [--scale N] [--preset NAME] [--load pedal|amp|cab=FILE]... [--param NAME=VALUE]...\n"
    "         [--in A.wav] [--browse pedal|amp|cab] [--json]     the face as a picture; --json tells where its parts are\n"
    "  show --plugin BUNDLE [--in A.wav] [--seconds N] [--controller CC]     the editor in a window, and what the host hears of it;\n"
    "         --controller moves a MIDI controller of channel 1 up and down\n"
    "BUNDLE is a .vst3 or .lv2; ENVELOPE is V or T:V,T:V,... (seconds:value; dB for input and output, 0..1 else)";

int main (int count, char** words)
{
    const juce::ScopedJuceInitialiser_GUI messageThread;

    try
    {
        const auto is = [&] (const char* verb) { return count > 1 && std::strcmp (words[1], verb) == 0; };

        // Anywhere: the launcher puts what it knows before the user's words.
        if (std::any_of (words + 1, words + count, [] (const char* word) { return std::strcmp (word, "--help") == 0; }))
        {
            std::cout << usage << std::endl;
            return 0;
        }

        if (is ("bounce"))      return stompjar::bounce (count - 2, words + 2);
        if (is ("scan"))        return stompjar::scan (count - 2, words + 2);
        if (is ("together"))    return stompjar::together (count - 2, words + 2);
        if (is ("screenshot"))  return stompjar::screenshot (count - 2, words + 2);
        if (is ("show"))        return stompjar::show (count - 2, words + 2);

        throw stompjar::UsageError (count > 1 ? std::string ("unknown verb ") + words[1] : "a verb is missing");
    }
    catch (const stompjar::UsageError& error)
    {
        std::cerr << "stompjar-host: " << error.what() << "\n" << usage << std::endl;
        return 2;
    }
    catch (const std::exception& error)
    {
        std::cerr << "stompjar-host: " << error.what() << std::endl;
        return 1;
    }
}

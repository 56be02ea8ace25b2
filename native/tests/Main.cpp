#include "tests/Check.h"

#include <juce_gui_basics/juce_gui_basics.h>

#include <map>

int main (int count, char** words)
{
    using namespace stompjar;

    const std::map<std::string, void (*)()> tests {
        { "search", testSearch },           { "parameters", testParameters }, { "dry-path", testDryPath },
        { "no-java", testNoJava },          { "fault", testFault },           { "blocks", testBlocks },
        { "reset", testReset },
        { "broken-input", testBrokenInput }, { "allocations", testAllocations }, { "state", testState },
        { "bad-state", testBadState },      { "golden-state", testGoldenState }, { "slots", testSlots },
        { "wide-cabinet", testWideCabinet }, { "threads", testThreads },  { "locale", testLocale },       { "presets", testPresets },
        { "face", testFace },             { "midi", testMidi },           { "knob-names", testKnobNames },
        { "library", testLibrary },       { "user-presets", testUserPresets }, { "closing", testClosing },
        { "page-faults", testPageFaults },  { "sound-steps", testSoundSteps },
        { "sides", testSides },           { "own-presets", testOwnPresets }, { "on-its-way", testOnItsWay },
        { "face-keys", testFaceKeys },
    };

    const auto test = count == 2 ? tests.find (words[1]) : tests.end();

    if (test == tests.end())
    {
        std::cerr << "usage: stompjar-tests NAME, one of";
        for (const auto& [name, function] : tests)
            std::cerr << " " << name;
        std::cerr << std::endl;
        return 2;
    }

    const juce::ScopedJuceInitialiser_GUI messageThread;

    try
    {
        test->second();
        return 0;
    }
    catch (const std::exception& failure)
    {
        std::cerr << "FAILED " << failure.what() << std::endl;
        return 1;
    }
}

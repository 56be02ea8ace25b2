#include "tests/Allocations.h"
#include "tests/Check.h"
#include "tests/Sound.h"

#include <vector>

namespace stompjar
{

void testAllocations()
{
    // The counter counts: through new, in a library, and not on other threads' account.
    {
        const CountAllocations counter;
        std::vector<int> some (10);
        const juce::String text ("a string of JUCE's");
        CHECK (text.isNotEmpty() && some.size() == 10);
        CHECK (CountAllocations::count() >= 2);
    }

    const auto in = guitar (2, 4096);
    Buffer block (2, 4096);
    juce::MidiBuffer midi;

    // Dry first: a JVM that is in the process already would be joined.
    auto dry = preparedPedal (2, nowhere);
    CHECK (dry->status().contains ("dry"));
    {
        const CountAllocations counter;

        for (int i = 0; i < 1000; ++i)
            dry->processBlock (block, midi);

        CHECK_EQUAL (CountAllocations::count() + CountAllocations::countOfJvm(), 0L);
    }

    auto pedal = preparedPedal (2);
    auto& drive = *pedal->getParameters()[1];
    pedal->midiControl().assign (Parameters::placeOf ("tone"), MidiControl::Controller { 1, 74 });
    juce::MidiBuffer controllers;
    controllers.addEvent (juce::MidiMessage::controllerEvent (1, 74, 100), 0);
    controllers.addEvent (juce::MidiMessage::noteOn (1, 60, 1.0f), 3);
    controllers.addEvent (juce::MidiMessage::controllerEvent (1, 74, 20), 11);
    // Ours is 0 from the first block on. The JVM's comes to 0 when its compiler is done with the path, which on a busy machine may be late: what
    // it then replaces is freed by the thread that runs it. A path that allocated for itself would never have a clean window.
    constexpr int window = 20000, mostWindows = 30;
    long ours = 0, ofJvm = -1;
    int windows = 0;

    for (; windows < mostWindows && ofJvm != 0; ++windows)
    {
        ofJvm = 0;

        for (int i = 0; i < window; ++i)
        {
            const auto size = i % 500 == 0 ? 4096 : i % 7 == 0 ? 17 : 64;
            drive.setValue (static_cast<float> (i % 100) / 100.0f);
            block.makeCopyOf (in, true);
            Buffer view (block.getArrayOfWritePointers(), 2, size);

            if (i == 3000)
                pedal->reset();

            if (i == 4000)
                pedal->midiControl().learn (Parameters::placeOf ("mix"));    // and hears it in this block

            // A thread's first block attaches it to Java: once, and not in the count.
            if (windows == 0 && i == 0)
            {
                pedal->processBlock (view, midi);
                continue;
            }

            const CountAllocations counter;
            auto& events = i % 5 == 0 ? controllers : midi;
            i % 1000 < 900 ? pedal->processBlock (view, events) : pedal->processBlockBypassed (view, events);
            ours += CountAllocations::count();
            ofJvm += CountAllocations::countOfJvm();
        }

        std::cerr << "mallocs and frees in " << window << " blocks: " << ours << " ours, " << ofJvm << " of the JVM" << std::endl;
    }

    CHECK_EQUAL (ours, 0L);
    CHECK_EQUAL (ofJvm, 0L);
    CHECK (! pedal->status().contains ("dry"));
}

}

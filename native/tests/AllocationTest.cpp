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

    auto pedal = preparedPedal (2);
    auto& drive = *pedal->getParameters()[1];
    const auto in = guitar (2, 4096);
    Buffer block (2, 4096);
    juce::MidiBuffer midi;
    // Our own path is the same in each block. On an idle machine the first blocks are clean too (their count is printed), but on a busy
    // one the JVM's compiler may come late, and what it then replaces is freed by the thread that runs it.
    constexpr int settled = 20000;
    long early = 0, total = 0;

    for (int i = 0; i < settled + 20000; ++i)
    {
        const auto size = i % 500 == 0 ? 4096 : i % 7 == 0 ? 17 : 64;
        drive.setValue (static_cast<float> (i % 100) / 100.0f);
        block.makeCopyOf (in, true);
        Buffer view (block.getArrayOfWritePointers(), 2, size);

        if (i == 3000)
            pedal->reset();

        // A thread's first block attaches it to Java: once, and not in the count.
        if (i == 0)
        {
            pedal->processBlock (view, midi);
            continue;
        }

        const CountAllocations counter;
        i % 1000 < 900 ? pedal->processBlock (view, midi) : pedal->processBlockBypassed (view, midi);
        (i < settled ? early : total) += CountAllocations::count();
    }

    std::cerr << "mallocs and frees: " << early << " in the first " << settled << " blocks, " << total << " in the next 20000" << std::endl;
    CHECK_EQUAL (total, 0L);
    CHECK (! pedal->status().contains ("dry"));

    // Dry, too.
    auto dry = preparedPedal (2, nowhere);
    {
        const CountAllocations counter;

        for (int i = 0; i < 1000; ++i)
            dry->processBlock (block, midi);

        total = CountAllocations::count();
    }
    CHECK_EQUAL (total, 0L);
}

}

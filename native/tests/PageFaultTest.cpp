#include "tests/Check.h"
#include "tests/Sound.h"

#include <sys/resource.h>

#include <atomic>
#include <thread>

namespace stompjar
{

/** Pages that this thread has touched before anybody else had. */
static long pageFaults()
{
    rusage used {};
    ::getrusage (RUSAGE_THREAD, &used);
    return used.ru_minflt;
}

/** While captures come and go the collector moves what the audio thread plays. That must not show it memory that the kernel has yet to give: each such page
    costs it microseconds, in a virtual machine twenty. */
void testPageFaults()
{
    auto pedal = preparedPedal (1);
    std::atomic<bool> done { false };
    long most = 0;

    std::thread audio ([&]
    {
        const auto in = guitar (1, 64);
        Buffer block (in);
        juce::MidiBuffer midi;
        long blocks = 0;

        for (; ! done; ++blocks)
        {
            block.makeCopyOf (in, true);
            const auto before = pageFaults();
            pedal->processBlock (block, midi);

            if (blocks > 1000)    // what the thread itself begins with
                most = std::max (most, pageFaults() - before);

            std::this_thread::sleep_for (std::chrono::microseconds (500));
        }
    });

    const auto captures = juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_RESOURCES", {})).getChildFile ("captures");
    const juce::String names[] { "tube-screamer.stomp", "fuzz-face.stomp" };

    juce::String error;

    for (int i = 0; i < 80 && error.isEmpty(); ++i)
        error = pedal->load (captures.getChildFile (names[i % 2]));

    done = true;
    audio.join();
    CHECK_EQUAL (error, juce::String());
    std::cerr << "page faults of the audio thread in a block: " << most << " at most" << std::endl;
    CHECK (most < 16);
    CHECK (! pedal->status().contains ("dry"));
}

}

#include "tests/Check.h"
#include "tests/Script.h"
#include "tests/Sound.h"

#include <future>

namespace stompjar
{

/** A host may destroy a pedal on any thread, while JUCE's message thread does something for that pedal: an LV2's has a message thread of its own. */
void testClosing()
{
    preparedPedal (1);    // starts Java, which takes a while
    juce::Random random (1);
    std::future<void> host;
    Script script;

    for (int round = 0; round < 3; ++round)
        script.add ("a host's thread opens and closes pedals", [&]
        {
            host = std::async (std::launch::async, [&]
            {
                for (int i = 0; i < 50; ++i)
                {
                    auto pedal = preparedPedal (1);
                    pedal->midiControl().assign (0, MidiControl::Controller { 1, 7 });
                    std::this_thread::sleep_for (std::chrono::microseconds (random.nextInt (4'000)));
                }
            });
        }, [&] { return host.wait_for (std::chrono::seconds (0)) == std::future_status::ready; });

    script.run();
}

}

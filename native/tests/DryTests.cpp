#include "tests/Check.h"
#include "tests/Sound.h"

#include <pthread.h>

namespace stompjar
{

JvmLibrary::Places nowhere (const std::string&)
{
    return {};
}

static bool jvmIsLoaded()
{
    return juce::File ("/proc/self/maps").loadFileAsString().contains ("libjvm");
}

void testDryPath()
{
    constexpr int frames = 4800, block = 64, latency = 100;
    const auto in = guitar (1, frames);
    Buffer out (1, frames);

    DryPath dry;
    dry.prepare (48000.0, 1, block);
    dry.setLatency (latency);

    for (int start = 0; start < frames; start += block)
    {
        dry.write (0, in.getReadPointer (0, start), block);

        if (start < frames / 2)    // the wet signal: a constant, to make the step as large as it can be
        {
            out.clear (start, block);
            juce::FloatVectorOperations::fill (out.getWritePointer (0, start), 0.9f, block);
            dry.wetWasPlayed (0, 0.9f);
        }
        else
            dry.read (0, out.getWritePointer (0, start), block);

        dry.next (block);
    }

    // No click: it starts where wet ended, and steps no more than the signal itself and the decay do.
    CHECK (std::abs (out.getSample (0, frames / 2) - 0.9f) < 1.0e-6f);

    for (int i = frames / 2 + 1; i < frames; ++i)
        CHECK (std::abs (out.getSample (0, i) - out.getSample (0, i - 1)) < 0.1f);

    // Nearly there after 5 ms, exactly there after 20, and as late as was promised.
    CHECK (std::abs (out.getSample (0, frames / 2 + 240) - in.getSample (0, frames / 2 + 240 - latency)) < 0.01f);

    for (int i = frames / 2 + 960; i < frames; ++i)
        CHECK_EQUAL (out.getSample (0, i), in.getSample (0, i - latency));
}

void testNoJava()
{
    const auto in = guitar (2, 20000);
    auto pedal = preparedPedal (2, nowhere);

    CHECK (! jvmIsLoaded());
    CHECK_EQUAL (pedal->getLatencySamples(), 0);
    CHECK (sameBits (in, play (*pedal, in, 64)));
    std::cerr << pedal->status() << std::endl;
    CHECK (pedal->status().contains ("install openjdk-17-jre-headless"));
    CHECK (juce::String (stompjar_complaint()).contains ("No Java"));
    CHECK (pedal->load (juce::File ("/tmp/any.nam")).isNotEmpty());

    // Java arrives, the host prepares again: now it plays. (A new instance: an old one keeps its places.)
    auto wet = preparedPedal (2);
    CHECK (! sameBits (in, play (*wet, in, 64)));
    CHECK (! wet->status().contains ("dry"));
}

/** Runs something on a thread whose stack is too small for Java. */
static void runOnSmallStack (const std::function<void()>& work)
{
    pthread_attr_t attributes;
    pthread_attr_init (&attributes);
    CHECK (pthread_attr_setstacksize (&attributes, 64 * 1024) == 0);

    pthread_t thread;
    const auto run = [] (void* argument) -> void* { (*static_cast<const std::function<void()>*> (argument))(); return nullptr; };
    CHECK (pthread_create (&thread, &attributes, run, const_cast<std::function<void()>*> (&work)) == 0);
    pthread_join (thread, nullptr);
    pthread_attr_destroy (&attributes);
}

void testFault()
{
    const auto in = guitar (1, 48000);
    auto pedal = preparedPedal (1);
    const auto wet = play (*pedal, in, 64);
    const auto latency = pedal->getLatencySamples();

    // A thread that cannot enter Java plays dry, as late as before.
    Buffer out;
    runOnSmallStack ([&] { out = play (*pedal, in, 64); });
    std::cerr << pedal->status() << std::endl;
    CHECK (pedal->status().contains ("Java failed"));
    CHECK_EQUAL (pedal->getLatencySamples(), latency);
    CHECK (std::abs (out.getSample (0, 0) - wet.getSample (0, wet.getNumSamples() - 1)) < 0.05f);

    for (int i = 2000; i < in.getNumSamples(); ++i)
        CHECK_EQUAL (out.getSample (0, i), in.getSample (0, i - latency));

    // A pedal that failed stays dry until the host prepares it: no coming and going in the middle of a take.
    const auto still = play (*pedal, in, 64);
    CHECK_EQUAL (still.getSample (0, 30000), in.getSample (0, 30000 - latency));

    // Nor does it when that is asked for while it plays.
    pedal->prepareToPlay (48000.0, 64);
    pedal->restart();
    CHECK (sameBits (wet, play (*pedal, in, 64)));

    // Where hosts prepare once only, as of an LV2, it starts afresh without that.
    runOnSmallStack ([&] { play (*pedal, in, 64); });
    CHECK (pedal->status().contains ("Java failed"));
    pedal->restart();
    CHECK (! pedal->status().contains ("Java failed"));
    const auto afresh = play (*pedal, in, 64);

    for (int i = 4000; i < in.getNumSamples(); ++i)
        CHECK_EQUAL (afresh.getSample (0, i), wet.getSample (0, i));

    // Or when the player asks for it.
    runOnSmallStack ([&] { play (*pedal, in, 64); });
    pedal->allSounds().tryAgain();

    for (int i = 0; i < 1000 && ! pedal->status().contains ("kernels"); ++i)
        juce::Thread::sleep (10);

    CHECK (energy (play (*pedal, in, 64)) > 0.0 && ! pedal->status().contains ("Java failed"));

    // An exception in Java: a block that is larger than was agreed.
    auto& jvm = Jvm::join (JvmLibrary::Places::standard (""));
    JavaPedal java (jvm, juce::SystemStats::getEnvironmentVariable ("STOMPJAR_RESOURCES", {}).toStdString());
    java.prepare (48000.0, 64, 1, true);
    CHECK (java.process (64));
    CHECK (! java.process (100000));
    const auto fault = java.takeFault();
    std::cerr << fault << std::endl;
    CHECK (fault.find ("Exception") != std::string::npos);
    CHECK (java.takeFault().empty());
    CHECK (java.process (64));
}

}

#include "tests/Sound.h"

#include "tests/Check.h"

#include <atomic>
#include <thread>

namespace stompjar
{

Buffer guitar (int channels, int frames)
{
    Buffer buffer (channels, frames);
    juce::Random random (1);

    for (int i = 0; i < frames; ++i)
    {
        const auto t = static_cast<float> (i % 12000) / 48000.0f;
        const auto note = 0.4f * std::exp (-6.0f * t) * std::sin (6.2831853f * 110.0f * t);

        for (int channel = 0; channel < channels; ++channel)
            buffer.setSample (channel, i, note * (channel == 0 ? 1.0f : -0.7f) + 0.05f * (random.nextFloat() - 0.5f));
    }

    return buffer;
}

Buffer play (juce::AudioProcessor& pedal, const Buffer& in, const std::function<int()>& nextSize)
{
    Buffer out (in);
    juce::MidiBuffer midi;

    for (int start = 0; start < in.getNumSamples(); )
    {
        const auto size = juce::jmin (nextSize(), in.getNumSamples() - start);
        Buffer block (out.getArrayOfWritePointers(), out.getNumChannels(), start, size);
        pedal.processBlock (block, midi);
        start += size;
    }

    return out;
}

Buffer play (juce::AudioProcessor& pedal, const Buffer& in, int blockSize)
{
    return play (pedal, in, [blockSize] { return blockSize; });
}

bool sameBits (const Buffer& a, const Buffer& b)
{
    if (a.getNumChannels() != b.getNumChannels() || a.getNumSamples() != b.getNumSamples())
        return false;

    for (int channel = 0; channel < a.getNumChannels(); ++channel)
        if (std::memcmp (a.getReadPointer (channel), b.getReadPointer (channel), static_cast<size_t> (a.getNumSamples()) * sizeof (float)) != 0)
            return false;

    return true;
}

double energy (const Buffer& buffer)
{
    double sum = 0;

    for (int channel = 0; channel < buffer.getNumChannels(); ++channel)
        for (int i = 0; i < buffer.getNumSamples(); ++i)
            sum += static_cast<double> (buffer.getSample (channel, i)) * buffer.getSample (channel, i);

    return sum;
}

void setChannels (juce::AudioProcessor& pedal, int channels)
{
    const auto set = channels == 1 ? juce::AudioChannelSet::mono() : juce::AudioChannelSet::stereo();
    juce::AudioProcessor::BusesLayout layout;
    layout.inputBuses.add (set);
    layout.outputBuses.add (set);
    CHECK (pedal.setBusesLayout (layout));
}

juce::MemoryBlock stateOf (juce::AudioProcessor& pedal)
{
    juce::MemoryBlock block;
    pedal.getStateInformation (block);
    return block;
}

void restore (juce::AudioProcessor& pedal, const juce::MemoryBlock& block)
{
    pedal.setStateInformation (block.getData(), static_cast<int> (block.getSize()));
}

juce::File bundle()
{
    return juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_RESOURCES", {}));
}

juce::File capture()
{
    return juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_CAPTURE", {}));
}

std::unique_ptr<PedalProcessor> preparedPedal (int channels, Brain::FindPlaces places)
{
    auto pedal = std::make_unique<PedalProcessor> (places);
    setChannels (*pedal, channels);
    pedal->prepareToPlay (48000.0, 64);
    return pedal;
}

std::unique_ptr<PedalProcessor> offlinePedal (Brain::FindPlaces places)
{
    auto pedal = std::make_unique<PedalProcessor> (places);
    setChannels (*pedal, 1);
    pedal->setNonRealtime (true);
    return pedal;
}

std::unique_ptr<PedalProcessor> preparedOfflinePedal()
{
    auto pedal = offlinePedal();
    pedal->prepareToPlay (48000.0, 64);
    return pedal;
}

/** What a pedal plays must come from Java for the tests to mean anything. */
static void checkWet (PedalProcessor& pedal, const Buffer& in, const Buffer& out)
{
    std::cerr << pedal.status() << std::endl;
    CHECK (! pedal.status().contains ("dry"));
    CHECK (! sameBits (in, out));
    CHECK (energy (out) > 1.0e-6);
}

void testBlocks()
{
    for (int channels : { 1, 2 })
    {
        const auto in = guitar (channels, 60000);
        const auto reference = play (*preparedPedal (channels), in, 64);
        checkWet (*preparedPedal (channels), in, reference);

        for (int size : { 1, 17, 512, 4096, 60000 })    // also far above the 64 that were announced
            CHECK (sameBits (reference, play (*preparedPedal (channels), in, size)));

        juce::Random random (7);
        CHECK (sameBits (reference, play (*preparedPedal (channels), in, [&] { return random.nextInt (3000); })));    // also 0

        // Prepared again, with another block size: the same from the start.
        auto pedal = preparedPedal (channels);
        play (*pedal, in, 64);
        pedal->prepareToPlay (48000.0, 8192);
        CHECK (sameBits (reference, play (*pedal, in, 64)));

        // And after a reset.
        pedal->reset();
        CHECK (sameBits (reference, play (*pedal, in, 64)));
    }
}

/** A host's reset is heard in the next block, whatever the other threads ask in the meantime: else two bounces would differ. */
void testReset()
{
    const auto in = guitar (1, 1024);
    auto pedal = preparedPedal (1);
    const auto reference = play (*pedal, in, 512);
    std::atomic<bool> over { false };
    std::thread curious ([&] { while (! over) pedal->status(); });

    int wrong = 0;

    for (int i = 0; i < 300; ++i)
    {
        pedal->reset();
        wrong += sameBits (reference, play (*pedal, in, 512)) ? 0 : 1;
    }

    over = true;
    curious.join();
    std::cerr << wrong << " of 300 resets came late" << std::endl;
    CHECK (wrong == 0);
}

void testBrokenInput()
{
    auto pedal = preparedPedal (1);
    auto in = guitar (1, 20000);
    const auto rest = guitar (1, 48000);

    for (int i = 1000; i < 2000; ++i)
        in.setSample (0, i, i % 3 == 0 ? std::numeric_limits<float>::quiet_NaN()
                          : i % 3 == 1 ? std::numeric_limits<float>::infinity() : 1.0e30f);

    const auto out = play (*pedal, in, 64);

    for (int i = 0; i < out.getNumSamples(); ++i)
        CHECK (std::abs (out.getSample (0, i)) < 15.85f);    // false for a NaN

    // It still plays, and not dry.
    checkWet (*pedal, rest, play (*pedal, rest, 64));
}

}

#pragma once

#include <juce_audio_basics/juce_audio_basics.h>

#include <atomic>

namespace stompjar
{

/** What the audio thread tells the face. Each value has one writer, the audio thread; it takes no lock and allocates nothing.
    A peak that is taken in the moment in which another one is written may be lost to the meter, never to the sound. */
class Meters
{
public:
    // Audio thread:

    void input (const juce::AudioBuffer<float>& block) noexcept { raise (inputPeak, block); }
    void output (const juce::AudioBuffer<float>& block) noexcept { raise (outputPeak, block); }

    /** @param share  time that a block took over the time that it lasts */
    void took (double share) noexcept
    {
        const auto before = smoothLoad.load (std::memory_order_relaxed);
        smoothLoad.store (before + 0.02f * (static_cast<float> (share) - before), std::memory_order_relaxed);
    }

    // Message thread:

    /** Largest magnitude since it was last asked. */
    float takeInput() noexcept { return inputPeak.exchange (0.0f, std::memory_order_relaxed); }
    float takeOutput() noexcept { return outputPeak.exchange (0.0f, std::memory_order_relaxed); }

    /** CPU share of one core, 0..1, over the last 50 blocks or so. */
    float load() const noexcept { return smoothLoad.load (std::memory_order_relaxed); }

private:
    static void raise (std::atomic<float>& peak, const juce::AudioBuffer<float>& block) noexcept
    {
        const auto magnitude = block.getMagnitude (0, block.getNumSamples());

        if (magnitude > peak.load (std::memory_order_relaxed))    // false for what is no number
            peak.store (magnitude, std::memory_order_relaxed);
    }

    std::atomic<float> inputPeak { 0.0f }, outputPeak { 0.0f }, smoothLoad { 0.0f };
};

}

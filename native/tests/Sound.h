#pragma once

#include "plugin/PedalProcessor.h"

#include <functional>

namespace stompjar
{

using Buffer = juce::AudioBuffer<float>;

/** Something like a guitar: decaying low notes and a little noise, -6 dBFS. */
Buffer guitar (int channels, int frames);

/** Plays `in` through a prepared pedal in blocks of these sizes. */
Buffer play (juce::AudioProcessor&, const Buffer& in, const std::function<int()>& nextSize);
Buffer play (juce::AudioProcessor&, const Buffer& in, int blockSize);

bool sameBits (const Buffer&, const Buffer&);
double energy (const Buffer&);

/** A pedal with this layout, in a host that plays live, prepared at 48 kHz. */
std::unique_ptr<PedalProcessor> preparedPedal (int channels, Brain::FindPlaces = JvmLibrary::Places::standard);
/** A mono one in a host that renders offline: nothing waits for the compiler, and the bits are the same. Not prepared. */
std::unique_ptr<PedalProcessor> offlinePedal (Brain::FindPlaces = JvmLibrary::Places::standard);
std::unique_ptr<PedalProcessor> preparedOfflinePedal();
void setChannels (juce::AudioProcessor&, int channels);

/** What a host saves of it. */
juce::MemoryBlock stateOf (juce::AudioProcessor&);
void restore (juce::AudioProcessor&, const juce::MemoryBlock&);

/** The bundle's folder; the tests' own small capture, which a new pedal starts with. */
juce::File bundle();
juce::File capture();

/** Nowhere to look for Java. */
JvmLibrary::Places nowhere (const std::string& resources);

}

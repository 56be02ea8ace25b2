#pragma once

#include <juce_audio_basics/juce_audio_basics.h>

namespace stompjar
{

struct Audio
{
    double rate = 0;
    juce::AudioBuffer<float> samples;
};

/** WAV or FLAC, mono or stereo. @throws std::runtime_error naming the file and the reason */
Audio readAudio (const juce::File&);

/** A WAV. @param bits  16, 24, or 32 (floating point) @throws std::runtime_error naming the file and the reason */
void writeWav (const juce::File&, const Audio&, int bits);

}

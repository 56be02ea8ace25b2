#include "tests/Check.h"
#include "tests/Sound.h"

#include <juce_audio_formats/juce_audio_formats.h>

namespace stompjar
{

/** A second, left a click at once, right one at the end. */
static juce::File stereoResponse()
{
    const auto file = juce::File::createTempFile (".wav");
    Buffer taps (2, 48001);
    taps.clear();
    taps.setSample (0, 0, 0.5f);
    taps.setSample (1, 48000, -0.25f);

    auto stream = std::make_unique<juce::FileOutputStream> (file);
    const std::unique_ptr<juce::AudioFormatWriter> writer (juce::WavAudioFormat().createWriterFor (stream.get(), 48000.0, 2, 32, {}, 0));
    CHECK (writer != nullptr);
    stream.release();
    CHECK (writer->writeFromAudioSampleBuffer (taps, 0, taps.getNumSamples()));
    return file;
}

/** The guitar on both channels, in a host that knows how long to wait for the end. */
void testWideCabinet()
{
    const auto prepared = preparedPedal (2);
    auto& pedal = *prepared;
    CHECK_EQUAL (pedal.getTailLengthSeconds(), 0.5);    // of a recurrent network nobody can say
    pedal.clear (Slot::pedal);
    CHECK_EQUAL (pedal.getTailLengthSeconds(), 0.0);

    const auto file = stereoResponse();
    CHECK_EQUAL (pedal.load (Slot::cab, file), juce::String());
    file.deleteFile();
    CHECK_EQUAL (pedal.getTailLengthSeconds(), 1.0);

    auto in = guitar (2, 64000);
    in.copyFrom (1, 0, in, 0, 0, in.getNumSamples());
    pedal.reset();
    const auto out = play (pedal, in, 64);

    for (int i = 0; i < in.getNumSamples(); ++i)
    {
        CHECK (std::abs (out.getSample (0, i) - 0.5f * in.getSample (0, i)) < 1.0e-6f);
        CHECK (std::abs (out.getSample (1, i) - (i < 48000 ? 0.0f : -0.25f * in.getSample (0, i - 48000))) < 1.0e-6f);
    }
}

}

#include "host/AudioFile.h"

#include <juce_audio_formats/juce_audio_formats.h>

#include <stdexcept>

namespace stompjar
{

static std::runtime_error problem (const juce::File& file, const std::string& reason)
{
    return std::runtime_error (file.getFullPathName().toStdString() + ": " + reason);
}

Audio readAudio (const juce::File& file)
{
    if (! file.existsAsFile())
        throw problem (file, "no such file");

    juce::AudioFormatManager formats;
    formats.registerFormat (new juce::WavAudioFormat(), true);
    formats.registerFormat (new juce::FlacAudioFormat(), false);

    const std::unique_ptr<juce::AudioFormatReader> reader (formats.createReaderFor (file));

    if (reader == nullptr)
        throw problem (file, "not a WAV or FLAC file");

    if (reader->numChannels < 1 || reader->numChannels > 2)
        throw problem (file, std::to_string (reader->numChannels) + " channels; mono or stereo is needed");

    if (reader->lengthInSamples > std::numeric_limits<int>::max() / 2)
        throw problem (file, "too long");

    Audio audio;
    audio.rate = reader->sampleRate;
    audio.samples.setSize (static_cast<int> (reader->numChannels), static_cast<int> (reader->lengthInSamples));

    if (! reader->read (&audio.samples, 0, audio.samples.getNumSamples(), 0, true, true))
        throw problem (file, "it cannot be read to its end");

    return audio;
}

void writeWav (const juce::File& file, const Audio& audio, int bits)
{
    // Whole or not at all: the file appears under its name when it is complete.
    juce::TemporaryFile temporary (file);
    auto stream = std::make_unique<juce::FileOutputStream> (temporary.getFile());

    if (! stream->openedOk())
        throw problem (file, "it cannot be written");

    std::unique_ptr<juce::AudioFormatWriter> writer (juce::WavAudioFormat().createWriterFor (
        stream.get(), audio.rate, static_cast<unsigned int> (audio.samples.getNumChannels()), bits, {}, 0));

    if (writer == nullptr)
        throw problem (file, "no WAV of " + std::to_string (bits) + " bits can be made");

    stream.release();    // the writer's now

    const bool written = writer->writeFromAudioSampleBuffer (audio.samples, 0, audio.samples.getNumSamples()) && writer->flush();
    writer.reset();

    if (! written || ! temporary.overwriteTargetFileWithTemporary())
        throw problem (file, "it cannot be written");
}

}

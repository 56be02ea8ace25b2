#include "plugin/PedalProcessor.h"

#include "plugin/PedalEditor.h"
#include "plugin/PedalState.h"

namespace stompjar
{

/** Mono by default in an LV2, whose ports are fixed: a guitar is mono, and hosts use one pedal for each channel of a
    wider track. The program of its own hears the first input of an interface on both ears. A VST3's host chooses. */
juce::AudioProcessor::BusesProperties PedalProcessor::defaultBuses()
{
    const auto format = juce::PluginHostType::getPluginLoadedAs();
    const auto mono = juce::AudioChannelSet::mono(), stereo = juce::AudioChannelSet::stereo();
    const bool fromOne = format == wrapperType_LV2 || format == wrapperType_Standalone;
    return BusesProperties().withInput ("Input", fromOne ? mono : stereo).withOutput ("Output", format == wrapperType_LV2 ? mono : stereo);
}

static thread_local PedalProcessor* newest = nullptr;

PedalProcessor::PedalProcessor (Brain::FindPlaces places)
    : AudioProcessor (defaultBuses()), brain (places)
{
    newest = this;
}

PedalProcessor* PedalProcessor::newestOnThisThread() noexcept
{
    return newest;
}

PedalProcessor::~PedalProcessor() = default;

/** Not mono into stereo for a host: Ardour would take that on a mono track, which became stereo by it. */
bool PedalProcessor::isBusesLayoutSupported (const BusesLayout& layout) const
{
    const auto mono = juce::AudioChannelSet::mono(), stereo = juce::AudioChannelSet::stereo();
    const auto in = layout.getMainInputChannelSet(), out = layout.getMainOutputChannelSet();

    if (wrapperType == wrapperType_Standalone)
        return in == mono && out == stereo;

    return in == out && (in == mono || in == stereo);
}

juce::AudioProcessorParameter* PedalProcessor::getBypassParameter() const
{
    // JUCE's LV2 would write its `enabled` port to the parameter, and announce that to the host, at every block; and
    // automation of the property `bypass` would be lost. Without a bypass parameter it calls processBlockBypassed.
    return wrapperType == wrapperType_LV2 ? nullptr : parameters.bypass();
}

juce::AudioProcessorEditor* PedalProcessor::createEditor()
{
    return new PedalEditor (*this);
}

//======================================================================================================================
void PedalProcessor::prepareToPlay (double rate, int)
{
    preparedChannels = getTotalNumOutputChannels();
    dry.prepare (rate, preparedChannels, framesPerCall);
    brain.prepare (rate, framesPerCall, preparedChannels, ! isNonRealtime());
    announceLatency();
    names.update();
}

void PedalProcessor::restart()
{
    if (! brain.restart())
        return;

    announceLatency();
    names.update();
}

void PedalProcessor::announceLatency()
{
    dry.setLatency (brain.latencyFrames());
    setLatencySamples (brain.latencyFrames());
}

void PedalProcessor::processBlock (juce::AudioBuffer<float>& buffer, juce::MidiBuffer& events)
{
    process (buffer, events, false);
}

void PedalProcessor::processBlockBypassed (juce::AudioBuffer<float>& buffer, juce::MidiBuffer& events)
{
    process (buffer, events, true);
}

void PedalProcessor::process (juce::AudioBuffer<float>& buffer, const juce::MidiBuffer& events, bool forceBypass) noexcept
{
    const auto start = juce::Time::getHighResolutionTicks();

    if (getTotalNumInputChannels() == 1 && buffer.getNumChannels() > 1)    // a mono guitar into a wide cabinet
        buffer.copyFrom (1, 0, buffer, 0, 0, buffer.getNumSamples());

    meters.input (buffer);
    processChunks (buffer, events, forceBypass);
    meters.output (buffer);

    if (const auto frames = buffer.getNumSamples(); frames > 0)
        meters.took (juce::Time::highResolutionTicksToSeconds (juce::Time::getHighResolutionTicks() - start) * getSampleRate() / frames);
}

/** A chunk ends where a controller turns something: it is heard at that frame, whatever the host's block is. */
void PedalProcessor::processChunks (juce::AudioBuffer<float>& buffer, const juce::MidiBuffer& events, bool forceBypass) noexcept
{
    const auto channels = juce::jmin (buffer.getNumChannels(), preparedChannels);
    float* audio[2] {};
    auto event = events.begin();

    const auto follow = [&] (int frame)
    {
        for (; event != events.end() && ((*event).samplePosition <= frame || ! midi.concerns (*event)); ++event)
            midi.follow (*event);

        return event == events.end() ? buffer.getNumSamples() : juce::jmin ((*event).samplePosition, buffer.getNumSamples());
    };

    for (int start = 0; start < buffer.getNumSamples(); )
    {
        const auto frames = juce::jmin (framesPerCall, follow (start) - start);

        for (int channel = 0; channel < channels; ++channel)
            audio[channel] = buffer.getWritePointer (channel, start);

        processChunk (audio, channels, frames, forceBypass);
        start += frames;
    }

    follow (std::numeric_limits<int>::max());    // what a host dates later than its block, or sends without a frame of audio
}

void PedalProcessor::processChunk (float* const* audio, int channels, int frames, bool forceBypass) noexcept
{
    for (int channel = 0; channel < channels; ++channel)
    {
        for (int i = 0; i < frames; ++i)
            if (! std::isfinite (audio[channel][i]))    // a broken neighbour must not break the networks' memory
                audio[channel][i] = 0.0f;

        dry.write (channel, audio[channel], frames);
    }

    if (! brain.plays() || ! playWet (audio, channels, frames, forceBypass))
        for (int channel = 0; channel < channels; ++channel)
        {
            dry.read (channel, audio[channel], frames);
            juce::FloatVectorOperations::clip (audio[channel], audio[channel], -loudest, loudest, frames);
        }

    dry.next (frames);
}

/** One call into Java. False, and the audio untouched, if it failed. */
bool PedalProcessor::playWet (float* const* audio, int channels, int frames, bool forceBypass) noexcept
{
    float* const shared = brain.shared();
    const auto row = [shared] (int channel) { return shared + JavaPedal::header + channel * framesPerCall; };

    parameters.write (shared, forceBypass);

    for (int channel = 0; channel < channels; ++channel)
        std::copy_n (audio[channel], frames, row (channel));

    if (! brain.process (frames))
        return false;

    bool finite = true;

    for (int channel = 0; channel < channels; ++channel)
        for (int i = 0; i < frames; ++i)
            finite = finite && std::isfinite (row (channel)[i]);

    if (! finite)
    {
        brain.fail();
        return false;
    }

    for (int channel = 0; channel < channels; ++channel)
    {
        juce::FloatVectorOperations::clip (audio[channel], row (channel), -loudest, loudest, frames);
        dry.wetWasPlayed (channel, audio[channel][frames - 1]);
    }

    return true;
}

//======================================================================================================================
juce::String PedalProcessor::status()
{
    return juce::String::fromUTF8 (brain.status().c_str());
}

void PedalProcessor::capturesChanged()
{
    announceLatency();
    names.update();
    updateHostDisplay (ChangeDetails().withNonParameterStateChanged (true));
}

SlotContents PedalProcessor::contents (Slot slot)
{
    const auto lines = juce::StringArray::fromLines (juce::String::fromUTF8 (brain.slotText (slot).c_str()));
    SlotContents contents;
    contents.name = lines[0];
    contents.file = lines[1];

    for (int i = 2; i < lines.size(); ++i)
    {
        const auto words = juce::StringArray::fromTokens (lines[i], " ", {});

        if (words[0] == "family")        contents.family = words[1];
        else if (words[0] == "rate")     contents.rate = words[1].getIntValue();
        else if (words[0] == "esr")      contents.esr = words[1];
        else if (words[0] == "stands")   contents.stands = true;
        else if (words.size() == 3)
        {
            const auto place = words[0].getIntValue();
            const bool turned = juce::isPositiveAndBelow (place, numParameters);
            contents.knobs.push_back ({ words[2], turned ? parameterSpecs[place].id : "", words[1].getFloatValue() });
        }
    }

    return contents;
}

std::optional<SlotContents> PedalProcessor::contentsUnlessBusy (Slot slot)
{
    return brain.report().state == Brain::Report::State::busy ? std::nullopt : std::optional<SlotContents> (contents (slot));
}

void PedalProcessor::getStateInformation (juce::MemoryBlock& destination)
{
    destination = sounds.whole ([this] (const Values& values) { return PedalState::write (values, midi, brain.captures(), sounds.desk()); });
}

const juce::String PedalProcessor::getProgramName (int index)
{
    const auto& factory = sounds.factory();
    return juce::isPositiveAndBelow (index, static_cast<int> (factory.size())) ? factory[static_cast<size_t> (index)].name : juce::String ("Default");
}

void PedalProcessor::setStateInformation (const void* data, int size)
{
    const auto state = PedalState::parse (data, size);

    if (state == nullptr)
        return;    // not ours

    sounds.forgetAsked();
    PedalState::Desk desk;
    auto captures = PedalState::read (*state, parameters, midi, desk);
    sounds.restore (desk);
    brain.restore (std::move (captures));
    announceLatency();
    names.update();
}

}

juce::AudioProcessor* JUCE_CALLTYPE createPluginFilter()
{
    return new stompjar::PedalProcessor();
}

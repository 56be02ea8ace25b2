#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

namespace stompjar
{

/** A plugin from a bundle (.vst3 or .lv2), played offline: as many instances as the audio's channels need. A mono
    plugin, such as our LV2, gets one for each channel; that is what sequencers do. Message thread.
    Errors: std::runtime_error naming the bundle. */
class HostedPlugin
{
public:
    /** What hosts learn without making an instance that runs. */
    static juce::PluginDescription describe (const juce::File& bundle);
    static bool isLv2 (const juce::File& bundle) { return bundle.hasFileExtension ("lv2"); }

    /** Makes the instances, not yet prepared. */
    HostedPlugin (const juce::File& bundle, double rate, int maxFrames, int channels);
    ~HostedPlugin();

    /** Sets a parameter in its own unit, see parameterSpecs. By the id that Stompjar
        gave it or by name; "enabled" is an LV2's port. */
    void set (const std::string& parameter, double value);

    /** Chooses a preset that the plugin offers to hosts: a VST3's program, an LV2's pset:Preset. Once in a process. */
    void choosePreset (const juce::String& name);

    /** @param live  whether the plugin is to be ready for each block at its time; else it hears that this is a bounce */
    void prepare (double rate, int maxFrames, bool live);

    /** One block, in place; `audio` has the channels of the constructor. */
    void process (juce::AudioBuffer<float>& audio) { process (audio, {}); }
    void process (juce::AudioBuffer<float>& audio, const juce::MidiBuffer& events);

    /** Frames. An LV2 tells them with its first block. */
    int latencyFrames() const;

    juce::MemoryBlock state();
    void restore (const juce::MemoryBlock&);

    /** What the Stompjar library last complained of; empty if nothing, or if it is another plugin. */
    std::string complaint() const;

    /** For looking at its parameters. */
    juce::AudioPluginInstance& first() { return *instances.front(); }

private:
    juce::AudioProcessorParameter& find (juce::AudioPluginInstance&, const juce::String& name) const;

    const juce::File bundle;
    std::vector<std::unique_ptr<juce::AudioPluginInstance>> instances;
    juce::MidiBuffer midi;    // plugins may write there
};

/** The shared library inside a bundle. @throws std::runtime_error */
juce::File libraryIn (const juce::File& bundle);

}

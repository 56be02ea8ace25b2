#pragma once

#include "plugin/Brain.h"
#include "plugin/DryPath.h"
#include "plugin/KnobNames.h"
#include "plugin/Meters.h"
#include "plugin/MidiControl.h"
#include "plugin/Parameters.h"
#include "plugin/sounds/Sounds.h"

namespace stompjar
{

/** What a face shows of a slot. */
struct SlotContents
{
    struct Knob
    {
        juce::String name;           ///< the device's own word for it, lower case
        juce::String parameterId;    ///< what turns it; empty if nothing does
        float defaultValue;          ///< 0..1
    };

    juce::String name;               ///< of the capture; empty for an empty slot
    juce::String file;               ///< where it was loaded from; it may be gone
    std::vector<Knob> knobs;
    juce::String family;             ///< of networks, e.g. "wavenet"
    int rate = 0;                    ///< of the model, Hz
    juce::String esr;                ///< measured when it was learned, as a fraction; empty if not stated
    bool stands = false;             ///< it has no knobs: drive and tone are gain and tilt
};

/** The plugin: hands blocks of audio to a pedal in Java, and plays the dry signal whenever that is not possible.

    Java is not touched before prepareToPlay(): hosts scan by constructing. processBlock() takes no lock, allocates
    nothing, and enters Java once for every 1024 frames or less.
*/
class PedalProcessor final : public juce::AudioProcessor
{
public:
    /** @param places  where to look for Java: this machine, but for tests */
    explicit PedalProcessor (Brain::FindPlaces places = JvmLibrary::Places::standard);
    ~PedalProcessor() override;

    /** One line about Java and the capture, or what is wrong and what to do. Not the audio thread. */
    juce::String status();

    /** Changes whenever status() may have: a timer polls this. Any thread. */
    int statusChanges() const noexcept { return brain.statusChanges(); }

    /** Loads a capture and waits. @return empty, or why not. Not the audio thread. */
    juce::String load (Slot slot, const juce::File& file) { return sounds.load (slot, file); }
    juce::String load (const juce::File& file) { return load (Slot::pedal, file); }

    /** Empties a slot: what comes into it passes. Not the audio thread. */
    void clear (Slot slot) { sounds.clear (slot); }

    /** What is in a slot; nothing while Java does not run or is busy. It changes with statusChanges(). Not the audio thread. */
    SlotContents contents (Slot);

    // For the face. Message thread.
    Brain::Report report() { return brain.report(); }
    Parameters& allParameters() noexcept { return parameters; }
    Sounds& allSounds() noexcept { return sounds; }
    Meters& allMeters() noexcept { return meters; }
    MidiControl& midiControl() noexcept { return midi; }

    /** The pedal that was made last on the calling thread; for the LV2's entry point, which sees JUCE's handles only. */
    static PedalProcessor* newestOnThisThread() noexcept;

    void prepareToPlay (double rate, int blockSize) override;
    void releaseResources() override {}    // Java stays as it is: the host will be back
    void reset() override { brain.requestReset(); }

    /** After a failure of Java: starts it afresh, if it does not play. Any thread but the audio thread. */
    void restart();
    void processBlock (juce::AudioBuffer<float>&, juce::MidiBuffer&) override;
    void processBlockBypassed (juce::AudioBuffer<float>&, juce::MidiBuffer&) override;
    using AudioProcessor::processBlock;
    using AudioProcessor::processBlockBypassed;

    void getStateInformation (juce::MemoryBlock&) override;
    void setStateInformation (const void*, int) override;

    juce::AudioProcessorParameter* getBypassParameter() const override;
    bool isBusesLayoutSupported (const BusesLayout&) const override;
    juce::AudioProcessorEditor* createEditor() override;
    bool hasEditor() const override { return true; }

    const juce::String getName() const override { return JucePlugin_Name; }
    bool acceptsMidi() const override { return true; }    // controllers, see MidiControl
    bool producesMidi() const override { return false; }
    double getTailLengthSeconds() const override { return brain.tailSeconds(); }

    // The factory presets. Without a bundle there is one, which must have a name: "" would be an LV2 preset without one.
    int getNumPrograms() override { return juce::jmax (1, static_cast<int> (sounds.factory().size())); }
    int getCurrentProgram() override { return sounds.program(); }
    void setCurrentProgram (int index) override { sounds.chooseNow (index); }
    const juce::String getProgramName (int) override;
    void changeProgramName (int, const juce::String&) override {}

private:
    static BusesProperties defaultBuses();
    void announceLatency();
    void capturesChanged();
    std::optional<SlotContents> contentsUnlessBusy (Slot);
    void process (juce::AudioBuffer<float>&, const juce::MidiBuffer&, bool forceBypass) noexcept;
    void processChunks (juce::AudioBuffer<float>&, const juce::MidiBuffer&, bool forceBypass) noexcept;
    void processChunk (float* const* audio, int channels, int frames, bool forceBypass) noexcept;
    bool playWet (float* const* audio, int channels, int frames, bool forceBypass) noexcept;

    /** Frames for one call into Java, whatever the host's block size is: a host that changes it (Ardour does, for an
        export) then gets its pedal at once, without a rebuild. */
    static constexpr int framesPerCall = 1024;
    static constexpr float loudest = 15.848932f;    // +24 dBFS

    Parameters parameters { *this };
    MidiControl midi { parameters, [this] { updateHostDisplay (ChangeDetails().withNonParameterStateChanged (true)); } };
    Brain brain;
    DryPath dry;
    Meters meters;
    KnobNames names { parameters, [this] (Slot slot) { return contentsUnlessBusy (slot); },
                      [this] { updateHostDisplay (ChangeDetails().withParameterInfoChanged (true)); } };
    Sounds sounds { parameters, brain, [this] { capturesChanged(); } };    // after what its thread uses
    int preparedChannels = 0;

    JUCE_DECLARE_NON_COPYABLE_WITH_LEAK_DETECTOR (PedalProcessor)
};

}

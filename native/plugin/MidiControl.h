#pragma once

#include "plugin/MessageTimer.h"
#include "plugin/Parameters.h"

#include <functional>
#include <optional>

namespace stompjar
{

/** Which MIDI controllers (control changes) turn which parameters, and how the player teaches that. A parameter follows one controller at most; one
    controller may turn several.

    The audio thread sets the parameter itself: the sound follows at the very frame. Hosts and the face must hear of it too, but to tell them takes locks, so a
    timer on the message thread does: as a gesture that lasts until the controller rests. VST3 hosts send back what they are told, some blocks later; what
    they were told and is older than the controller is put right where it arrives, until the gesture ends, or a hand or automation takes the parameter.
*/
class MidiControl final : private juce::AudioProcessorParameter::Listener
{
public:
    struct Controller
    {
        int channel;    ///< 1..16
        int number;     ///< 0..119; what is above are channel mode messages

        bool isValid() const noexcept { return channel >= 1 && channel <= 16 && number >= 0 && number < 120; }
        bool operator== (const Controller& other) const noexcept { return channel == other.channel && number == other.number; }
    };

    /** @param taught  called on the message thread when the player's controller has been heard, or is forgotten */
    MidiControl (Parameters&, std::function<void()> taught);
    ~MidiControl() override;

    // Any thread but the audio thread; `place` is a parameter's, see parameterSpecs:

    /** The next controller that moves is the parameter's. */
    void learn (int place);
    void stopLearning() noexcept { learner = nobody; }

    /** Whether the parameter waits for its controller. */
    bool isLearning (int place) const noexcept { return learner == place; }

    /** Message thread. */
    void forget (int place);

    /** @param controller  must be valid; nothing: the parameter follows none */
    void assign (int place, std::optional<Controller> controller);
    std::optional<Controller> controllerOf (int place) const noexcept;

    // Audio thread:

    /** Whether an event turns a parameter, or is waited for. */
    bool concerns (const juce::MidiMessageMetadata&) const noexcept;

    /** Does what it says. */
    void follow (const juce::MidiMessageMetadata&) noexcept;

private:
    static constexpr int nobody = -1, none = -1;
    static constexpr int tick = 33;           // ms
    static constexpr int ticksToRest = 10;    // then the gesture ends

    void parameterValueChanged (int place, float) override;
    void parameterGestureChanged (int place, bool begins) override;
    void tellOthers();
    void tell (int place);
    void letGo (int place) noexcept;
    bool wasTold (int place, float fraction) const noexcept;

    Parameters& parameters;
    const std::function<void()> taught;

    std::atomic<int> learner { nobody };
    std::atomic<bool> wasLearned { false };
    std::array<std::atomic<int>, numParameters> followed;    // see pack() in the source
    std::array<std::atomic<bool>, numParameters> moved {};   // by the audio thread, and nobody was told
    std::array<std::atomic<bool>, numParameters> strayed {}; // to what a host sent late, and was put right
    std::array<std::atomic<bool>, numParameters> held {};    // others hear of its gesture, and may send back what they hear
    std::array<std::atomic<float>, numParameters> wanted {}; // where its controller was last, 0..1
    std::array<std::array<std::atomic<float>, 8>, numParameters> told {};    // in this gesture, the last ones
    std::atomic<bool> telling { false };                     // a gesture that begins is ours
    std::array<size_t, numParameters> tellings {};           // in this gesture; message thread, as is the next
    std::array<int, numParameters> gestures {};              // ticks that are left of each; message thread
    MessageTimer timer { [this] { tellOthers(); } };         // last: what it uses lives longer
};

}

#include "plugin/MidiControl.h"

namespace stompjar
{

static int pack (MidiControl::Controller controller) noexcept
{
    return (controller.channel - 1) * 128 + controller.number;
}

static std::optional<MidiControl::Controller> unpack (int packed) noexcept
{
    return packed < 0 ? std::nullopt : std::optional<MidiControl::Controller> ({ packed / 128 + 1, packed % 128 });
}

/** What moved, or below 0 if it is no control change. */
static int controllerIn (const juce::MidiMessageMetadata& event) noexcept
{
    const bool is = event.numBytes == 3 && (event.data[0] & 0xf0) == 0xb0 && event.data[1] < 120 && event.data[2] < 128;
    return is ? pack ({ (event.data[0] & 0x0f) + 1, event.data[1] }) : -1;
}

/** Where a controller at `value`, 0..127, puts a parameter, from 0 to 1. Of the footswitch the upper half is "effect on", as pedals in hardware have it. */
static float fractionFor (int place, int value) noexcept
{
    const auto share = static_cast<float> (value) / 127.0f;

    if (place == JavaPedal::Shared::bypass)
        return value >= 64 ? 0.0f : 1.0f;

    if (parameterSpecs[place].unit == ParameterSpec::Unit::toggle)
        return value >= 64 ? 1.0f : 0.0f;

    // "auto" is no position that a knob could have.
    return parameterSpecs[place].unit == ParameterSpec::Unit::freeKnob ? static_cast<float> (parameterSpecs[place].toFraction (share)) : share;
}

/** Fractions closer than this are one value, which a host may have passed on as a double. */
static constexpr float same = 1.0e-5f;

MidiControl::MidiControl (Parameters& all, std::function<void()> whenTaught)
    : parameters (all), taught (std::move (whenTaught))
{
    for (auto& each : followed)
        each = none;

    for (int place = 0; place < numParameters; ++place)
        parameters[place].addListener (this);
}

MidiControl::~MidiControl()
{
    for (int place = 0; place < numParameters; ++place)
        parameters[place].removeListener (this);
}

void MidiControl::learn (int place)
{
    learner = place;
    timer.start (tick);
}

void MidiControl::assign (int place, std::optional<Controller> controller)
{
    jassert (! controller.has_value() || controller->isValid());
    followed[static_cast<size_t> (place)] = controller.has_value() ? pack (*controller) : none;
    letGo (place);

    if (controller.has_value())
        timer.start (tick);
}

void MidiControl::forget (int place)
{
    assign (place, {});
    taught();
}

std::optional<MidiControl::Controller> MidiControl::controllerOf (int place) const noexcept
{
    return unpack (followed[static_cast<size_t> (place)]);
}

//======================================================================================================================
bool MidiControl::concerns (const juce::MidiMessageMetadata& event) const noexcept
{
    const auto controller = controllerIn (event);
    return controller >= 0
        && (learner != nobody || std::any_of (followed.begin(), followed.end(), [controller] (const auto& each) { return each == controller; }));
}

void MidiControl::follow (const juce::MidiMessageMetadata& event) noexcept
{
    const auto controller = controllerIn (event);

    if (controller < 0)
        return;

    if (const auto place = learner.exchange (nobody); place != nobody)
    {
        followed[static_cast<size_t> (place)] = controller;
        wasLearned = true;
    }

    for (int place = 0; place < numParameters; ++place)
        if (followed[static_cast<size_t> (place)] == controller)
        {
            const auto& parameter = parameters[place];
            const auto fraction = parameter.convertTo0to1 (parameter.convertFrom0to1 (fractionFor (place, event.data[2])));    // where it snaps to
            wanted[static_cast<size_t> (place)] = fraction;
            parameters[place].setValue (fraction);
            moved[static_cast<size_t> (place)] = true;
        }
}

/** Also on the audio thread, before a block, with what a host sends back. */
void MidiControl::parameterValueChanged (int place, float)
{
    const auto fraction = wanted[static_cast<size_t> (place)].load();

    const auto present = parameters[place].getValue();

    if (! held[static_cast<size_t> (place)] || std::abs (present - fraction) < same)
        return;

    if (! wasTold (place, present))
        return letGo (place);    // automation

    parameters[place].setValue (fraction);
    strayed[static_cast<size_t> (place)] = true;
}

bool MidiControl::wasTold (int place, float fraction) const noexcept
{
    const auto& values = told[static_cast<size_t> (place)];
    return std::any_of (values.begin(), values.end(), [=] (const auto& value) { return std::abs (value - fraction) < same; });
}

/** A hand on the knob, or a preset. */
void MidiControl::parameterGestureChanged (int place, bool begins)
{
    if (begins && ! telling)
        letGo (place);
}

/** The parameter is its controller's no more, until that moves again. */
void MidiControl::letGo (int place) noexcept
{
    held[static_cast<size_t> (place)] = false;
    moved[static_cast<size_t> (place)] = false;
}

//======================================================================================================================
/** The value is the parameter's own by now: only the news of it is brought. */
void MidiControl::tellOthers()
{
    timer.stop();    // first: an assign() meanwhile counts
    bool rests = learner == nobody;

    for (int place = 0; place < numParameters; ++place)
    {
        auto& ticks = gestures[static_cast<size_t> (place)];
        const bool again = strayed[static_cast<size_t> (place)].exchange (false);

        if (moved[static_cast<size_t> (place)].exchange (false))
        {
            held[static_cast<size_t> (place)] = true;

            if (ticks == 0)
            {
                for (auto& value : told[static_cast<size_t> (place)])
                    value = -1.0f;

                telling = true;
                parameters[place].beginChangeGesture();
                telling = false;
            }

            tell (place);
            ticks = ticksToRest;
        }
        else if (ticks > 0)
        {
            if (again)
                tell (place);    // the host and the face believe what was late

            if (--ticks == 0)
            {
                held[static_cast<size_t> (place)] = false;
                parameters[place].endChangeGesture();
            }
        }

        rests = rests && ticks == 0 && followed[static_cast<size_t> (place)] == none;
    }

    if (wasLearned.exchange (false))
        taught();

    if (! rests)
        timer.start (tick);
}

void MidiControl::tell (int place)
{
    auto& parameter = parameters[place];
    const auto fraction = held[static_cast<size_t> (place)] ? wanted[static_cast<size_t> (place)].load() : parameter.getValue();
    auto& values = told[static_cast<size_t> (place)];
    values[tellings[static_cast<size_t> (place)]++ % values.size()] = fraction;
    parameter.sendValueChangedMessageToListeners (fraction);
}

}

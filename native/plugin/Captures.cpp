#include "plugin/Captures.h"

#include <cstdlib>

namespace stompjar
{

static const std::string asleep = "A capture can be loaded once Java runs, and it starts when the host plays";

void Captures::load (JavaPedal* pedal, Slot slot, const std::string& path)
{
    rememberFirst (pedal);
    lastProblem = pedal == nullptr ? asleep : pedal->load (slot, path);

    if (lastProblem.empty())
        waiting.clear();
}

void Captures::loadInitial (JavaPedal& pedal)
{
    if (const char* capture = std::getenv ("STOMPJAR_CAPTURE"); capture != nullptr && *capture != 0)
        lastProblem = firstProblem = pedal.load (Slot::pedal, capture);
}

/** Before anything else comes. */
void Captures::rememberFirst (JavaPedal* pedal)
{
    if (first.empty() && pedal != nullptr)
        first = pedal->snapshot();
}

void Captures::clear (JavaPedal* pedal, Slot slot)
{
    if (pedal == nullptr)
        return;

    rememberFirst (pedal);
    pedal->clear (slot);
    lastProblem.clear();
    waiting.clear();
}

void Captures::restore (JavaPedal* pedal, Bytes wanted)
{
    waiting = wanted.empty() ? first : std::move (wanted);    // first is empty too while that plays
    lastProblem.clear();
    restoreWaiting (pedal);
}

void Captures::restoreWaiting (JavaPedal* pedal)
{
    if (pedal == nullptr)
        return;

    if (lastProblem == asleep)
        lastProblem.clear();

    if (waiting.empty())
        return;

    rememberFirst (pedal);
    lastProblem = pedal->restoreCapture (waiting);

    if (lastProblem.empty())
        waiting.clear();
}

void Captures::play (JavaPedal* pedal, Bytes wanted)
{
    if (wanted.empty())
        wanted = first;    // that of a new pedal, or of one before Java ran

    if (pedal == nullptr)
    {
        waiting = std::move (wanted);
        lastProblem.clear();
        return;
    }

    rememberFirst (pedal);
    lastProblem = pedal->restoreCapture (wanted);

    if (lastProblem.empty())
        waiting.clear();
}

Captures::Bytes Captures::state (JavaPedal* pedal)
{
    if (! waiting.empty() || pedal == nullptr)
        return waiting;

    try
    {
        told = pedal->captureState();
    }
    catch (const std::exception& reason)
    {
        lastProblem = reason.what();    // a project that is saved now must not lose its sound
    }

    return told;
}

Captures::Bytes Captures::snapshot (JavaPedal* pedal)
{
    return waiting.empty() && pedal != nullptr ? pedal->snapshot() : waiting;
}

void Captures::keep (JavaPedal& pedal)
{
    if (waiting.empty())
        waiting = pedal.captureState();
}

}

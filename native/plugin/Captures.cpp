#include "plugin/Captures.h"

#include <cstdlib>

namespace stompjar
{

void Captures::load (JavaPedal* pedal, Slot slot, const std::string& path)
{
    rememberFirst (pedal);
    lastProblem = pedal == nullptr ? "A capture can be loaded once Java runs, and it starts when the host plays" : pedal->load (slot, path);

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
    restoreWaiting (pedal);
}

void Captures::restoreWaiting (JavaPedal* pedal)
{
    if (pedal == nullptr || waiting.empty())
        return;

    rememberFirst (pedal);
    lastProblem = pedal->restoreCapture (waiting);

    if (lastProblem.empty())
        waiting.clear();
}

void Captures::play (JavaPedal* pedal, Bytes wanted)
{
    waiting = std::move (wanted);

    if (pedal == nullptr)
        return;

    rememberFirst (pedal);
    const auto taken = std::move (waiting);
    waiting.clear();
    lastProblem = pedal->restoreCapture (taken);
}

Captures::Bytes Captures::state (JavaPedal* pedal)
{
    return waiting.empty() && pedal != nullptr ? pedal->captureState() : waiting;
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

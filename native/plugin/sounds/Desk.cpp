#include "plugin/sounds/Sounds.h"

/* What is on the player's desk besides the sound that plays: the other side of A/B, and what a project remembers of all. */

namespace stompjar
{

using Lock = std::lock_guard<std::mutex>;

PedalState::Desk Sounds::desk() const
{
    const Lock lock (mutex);
    PedalState::Desk desk { currentProgram, began.name(), currentSide, {} };

    if (otherSide.has_value() && otherSide->values.has_value())
        desk.other = { otherSide->origin.name(), *otherSide->values, otherSide->captures };

    return desk;
}

void Sounds::forgetAsked()
{
    const auto lock = loads.lock();
    loads.forget();
    arrival.forget();
}

void Sounds::restore (const PedalState::Desk& desk)
{
    const auto origin = [this] (const Origin::Name& name) { return Origin::restored (name, bank, parameters); };
    std::optional<Sound> other;

    if (desk.other.has_value())
        other = { desk.other->captures, desk.other->values, origin (desk.other->name) };

    currentProgram = juce::jlimit (0, juce::jmax (0, static_cast<int> (factory().size()) - 1), desk.program);
    setOrigin (origin (desk.name));
    asked.forPreset ({});

    for (auto& side : steps)
        side.clear();

    const Lock lock (mutex);
    otherSide = std::move (other);
    currentSide = desk.side;
}

//======================================================================================================================
void Sounds::compare()
{
    if (isOnItsWay())
        return;

    Sound here { brain.snapshot(), valuesOf (parameters), origin() };
    std::optional<Sound> there;

    {
        const Lock lock (mutex);
        currentSide = 1 - currentSide;
        there = std::exchange (otherSide, std::move (here));
    }

    if (there.has_value())
    {
        asked.forPreset ({});
        play (std::move (*there), {});
    }
    else
        changed();
}

void Sounds::copyToOtherSide()
{
    if (isOnItsWay())
        return;

    Sound here { brain.snapshot(), valuesOf (parameters), origin() };
    std::optional<Sound> before;

    {
        const Lock lock (mutex);
        before = std::exchange (otherSide, std::move (here));
    }

    if (before.has_value())
        steps[static_cast<size_t> (1 - currentSide)].remember ({ std::move (*before), "copying" });

    changed();
}

}

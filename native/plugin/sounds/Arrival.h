#pragma once

#include "plugin/MessageTimer.h"
#include "plugin/sounds/Origin.h"

#include <mutex>

namespace stompjar
{

/** Parameters that come with captures: they move on the message thread, once these play. Any thread but the audio thread. */
class Arrival final
{
public:
    explicit Arrival (Parameters& all) : parameters (all) {}

    /** Instead of what is pending; they move after go(). */
    void add (const Values& values)
    {
        const Lock lock (mutex);
        pending = values;
    }

    void go() { timer.start (1); }

    /** At once, on this thread. */
    void take()
    {
        timer.stop();
        std::optional<Values> taken;

        {
            const Lock lock (mutex);
            taken = pending;
        }

        if (! taken.has_value())
            return;

        set (parameters, *taken);
        const Lock lock (mutex);

        if (pending == taken)    // only now: until then they are where they will be
            pending.reset();
    }

    void forget()
    {
        const Lock lock (mutex);
        pending.reset();
    }

    bool isPending() const
    {
        const Lock lock (mutex);
        return pending.has_value();
    }

    /** Where the parameters will be once nothing is pending. */
    Values valuesToBe() const
    {
        const auto present = valuesOf (parameters);
        const Lock lock (mutex);
        auto values = pending.value_or (present);

        for (size_t i = 0; i < values.size(); ++i)
            if (Preset::leavesAlone (parameterSpecs[i]))
                values[i] = present[i];

        return values;
    }

private:
    using Lock = std::lock_guard<std::mutex>;

    Parameters& parameters;
    mutable std::mutex mutex;
    std::optional<Values> pending;
    MessageTimer timer { [this] { take(); } };
};

}

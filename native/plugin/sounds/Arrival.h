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
        return pending.value_or (present);
    }

private:
    using Lock = std::lock_guard<std::mutex>;

    void take()
    {
        timer.stop();
        std::optional<Values> taken;

        {
            const Lock lock (mutex);
            taken.swap (pending);
        }

        if (taken.has_value())
            set (parameters, *taken);
    }

    Parameters& parameters;
    mutable std::mutex mutex;
    std::optional<Values> pending;
    MessageTimer timer { [this] { take(); } };
};

}

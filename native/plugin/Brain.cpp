#include "plugin/Brain.h"

#include "jvm/Bundle.h"

namespace stompjar
{

using Lock = std::unique_lock<std::mutex>;

void Brain::open()
{
    const auto resources = findResources();
    auto& jvm = Jvm::join (findPlaces (resources));
    searchComplaints.clear();

    for (const auto& complaint : jvm.library.complaints)
        searchComplaints += (searchComplaints.empty() ? "" : "; ") + complaint;

    pedal = std::make_unique<JavaPedal> (jvm, resources);
    slots.loadInitial (*pedal);
}

/** Gives up a pedal that threw, but for the capture that it played. */
void Brain::closeAfterFault()
{
    if (! faulted.exchange (false) || pedal == nullptr)
        return;

    try
    {
        slots.keep (*pedal);
    }
    catch (const std::exception&) {}    // then it starts with the initial capture

    pedal.reset();
}

void Brain::measureLatency()
{
    if (! playing)
        return;

    latency = pedal->latencyFrames();
    tail = pedal->tailSeconds();
}

void Brain::prepare (double newRate, int newMaxFrames, int newChannels, bool newLive)
{
    const Lock lock (control);
    rate = newRate;
    maxFrames = newMaxFrames;
    channels = newChannels;
    live = newLive;
    playing = false;
    start();
}

bool Brain::restart()
{
    const Lock lock (control);

    if (! playing && rate > 0)
    {
        start();    // while it does not play the audio thread touches nothing of ours
        return true;
    }

    if (playing && ! unheard().empty())
        requestReset();

    return false;
}

void Brain::start()
{
    try
    {
        closeAfterFault();
        problem.clear();

        if (pedal == nullptr)
            open();

        slots.restoreWaiting (pedal.get());
        buffer = pedal->prepare (rate, maxFrames, channels, live);
        playing = true;
        measureLatency();
    }
    catch (const std::exception& reason)
    {
        problem = reason.what();
        playing = false;
        latency = 0;
        tail = 0.0;
    }

    resetWanted = false;
    ++changes;
}

//======================================================================================================================
template <typename Act>
std::string Brain::change (Act&& act)
{
    const Lock lock (control);
    ++changes;

    try
    {
        act();
        measureLatency();
    }
    catch (const std::exception& reason)
    {
        slots.setProblem (reason.what());
    }

    return slots.problem();
}

std::string Brain::load (Slot slot, const std::string& path)
{
    return change ([&] { slots.load (pedal.get(), slot, path); });
}

void Brain::clear (Slot slot)
{
    change ([&] { slots.clear (pedal.get(), slot); });
}

void Brain::restore (JavaPedal::Bytes captures)
{
    change ([&] { slots.restore (pedal.get(), std::move (captures)); });
}

std::string Brain::play (JavaPedal::Bytes captures)
{
    return change ([&] { slots.play (pedal.get(), std::move (captures)); });
}

JavaPedal::Bytes Brain::snapshot()
{
    const Lock lock (control);

    try
    {
        return slots.snapshot (pedal.get());
    }
    catch (const std::exception&)
    {
        return {};    // status() tells
    }
}

JavaPedal::Bytes Brain::captures()
{
    const Lock lock (control);

    try
    {
        return slots.state (pedal.get());
    }
    catch (const std::exception& reason)
    {
        problem = reason.what();
        ++changes;
        return {};
    }
}

std::string Brain::slotText (Slot slot)
{
    const Lock lock (control, std::try_to_lock);

    if (! lock)
        ++changes;    // ask again

    try
    {
        return lock && pedal != nullptr ? pedal->slotText (slot) : std::string();
    }
    catch (const std::exception&)
    {
        return {};    // status() tells
    }
}

//======================================================================================================================
std::string Brain::status()
{
    const Lock lock (control, std::try_to_lock);

    if (! lock)
    {
        ++changes;    // ask again
        return "Loading...";
    }

    if (! playing)
    {
        const auto wrong = whatIsWrong();
        return wrong.empty() ? "Java starts when the host plays" : "The signal passes dry. " + wrong;
    }

    try
    {
        return pedal->describe() + " · " + std::to_string (static_cast<int> (rate)) + " Hz, latency "
             + std::to_string (latency.load()) + " frames" + (searchComplaints.empty() ? "" : " · " + searchComplaints);
    }
    catch (const std::exception& reason)
    {
        return reason.what();
    }
}

/** Under the lock, while it plays. */
std::string Brain::unheard()
{
    try
    {
        return pedal->unheard();
    }
    catch (const std::exception& reason)
    {
        return reason.what();
    }
}

Brain::Report Brain::report()
{
    const Lock lock (control, std::try_to_lock);

    if (! lock)
    {
        ++changes;    // ask again
        return { Report::State::busy, {}, {}, 0.0, latency };
    }

    const auto wrong = whatIsWrong();

    if (! playing)
        return { wrong.empty() ? Report::State::asleep : Report::State::dry, wrong, {}, rate, latency };

    try
    {
        return { Report::State::plays, wrong.empty() ? unheard() : wrong, pedal->environment(), rate, latency };
    }
    catch (const std::exception& reason)
    {
        return { Report::State::plays, reason.what(), {}, rate, latency };
    }
}

/** Under the lock. */
std::string Brain::whatIsWrong()
{
    if (! faulted)
        return ! problem.empty() ? problem : ! slots.problem().empty() ? slots.problem() : searchComplaints;

    try
    {
        if (const auto fault = pedal->takeFault(); ! fault.empty())
            problem = fault;
    }
    catch (const std::exception& reason)
    {
        problem = reason.what();
    }

    return "Java failed, and starts afresh when the host restarts playback: "
         + (problem.empty() ? "it made a sample that is not a number" : problem);
}

std::string Brain::complaint()
{
    const Lock lock (control);
    const auto wrong = whatIsWrong();
    return wrong.empty() ? slots.initialProblem() : wrong;
}

bool Brain::process (int frames) noexcept
{
    // Java's reset waits for nothing, not for a load either: one that came a block late would make two bounces differ.
    if ((resetWanted.exchange (false) && ! pedal->reset()) || ! pedal->process (frames))
        fail();

    return playing;
}

void Brain::fail() noexcept
{
    faulted = true;    // first: restart() may run as soon as it does not play
    playing = false;
    ++changes;
}

}

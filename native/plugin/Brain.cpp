#include "plugin/Brain.h"

#include "jvm/Bundle.h"

#include <cstdlib>
#include <set>

namespace stompjar
{

using Lock = std::unique_lock<std::mutex>;

/** All brains of this plugin library. */
struct Living
{
    std::mutex mutex;
    std::set<Brain*> brains;

    static Living& get()
    {
        static Living living;
        return living;
    }
};

Brain::Brain (FindPlaces places) : findPlaces (places)
{
    const Lock lock (Living::get().mutex);
    Living::get().brains.insert (this);
}

Brain::~Brain()
{
    const Lock lock (Living::get().mutex);
    Living::get().brains.erase (this);
}

void Brain::open()
{
    const auto resources = findResources();
    auto& jvm = Jvm::join (findPlaces (resources));
    searchComplaints.clear();

    for (const auto& complaint : jvm.library.complaints)
        searchComplaints += (searchComplaints.empty() ? "" : "; ") + complaint;

    pedal = std::make_unique<JavaPedal> (jvm, resources);

    // For developers and the offline host: what a new instance plays instead of the bundle's default.
    if (const char* capture = std::getenv ("STOMPJAR_CAPTURE"); capture != nullptr && *capture != 0)
        captureProblem = initialProblem = pedal->load (Slot::pedal, capture);
}

/** Gives up a pedal that threw, but for the capture that it played. */
void Brain::closeAfterFault()
{
    if (! faulted.exchange (false) || pedal == nullptr)
        return;

    try
    {
        if (pending.empty())
            pending = pedal->captureState();
    }
    catch (const std::exception&) {}    // then it starts with the initial capture

    pedal.reset();
}

/** What cannot be restored here is kept: saving the session again must not lose it. */
void Brain::restorePending()
{
    if (pedal == nullptr || pending.empty())
        return;

    captureProblem = pedal->restoreCapture (pending);

    if (captureProblem.empty())
        pending.clear();
}

void Brain::measureLatency()
{
    if (playing)
        latency = pedal->latencyFrames();
}

void Brain::prepare (double newRate, int maxFrames, int channels)
{
    const Lock lock (control);
    playing = false;

    try
    {
        closeAfterFault();
        problem.clear();

        if (pedal == nullptr)
            open();

        restorePending();
        rate = newRate;
        buffer = pedal->prepare (rate, maxFrames, channels);
        playing = true;
        measureLatency();
    }
    catch (const std::exception& reason)
    {
        problem = reason.what();
        playing = false;
        latency = 0;
    }

    resetWanted = false;
    ++changes;
}

std::string Brain::load (Slot slot, const std::string& path)
{
    const Lock lock (control);
    ++changes;

    if (pedal == nullptr)
        return captureProblem = "A capture can be loaded once Java runs, and it starts when the host plays";

    try
    {
        captureProblem = pedal->load (slot, path);
        measureLatency();
    }
    catch (const std::exception& reason)
    {
        captureProblem = reason.what();
    }

    if (captureProblem.empty())
        pending.clear();

    return captureProblem;
}

void Brain::clear (Slot slot)
{
    const Lock lock (control);
    ++changes;

    if (pedal == nullptr)
        return;

    try
    {
        pedal->clear (slot);
        captureProblem.clear();
        pending.clear();
        measureLatency();
    }
    catch (const std::exception& reason)
    {
        captureProblem = reason.what();
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

void Brain::restore (JavaPedal::Bytes captures)
{
    const Lock lock (control);
    ++changes;
    pending = std::move (captures);

    try
    {
        restorePending();
        measureLatency();
    }
    catch (const std::exception& reason)
    {
        captureProblem = reason.what();
    }
}

std::string Brain::play (JavaPedal::Bytes captures)
{
    restore (std::move (captures));
    const Lock lock (control);

    if (pedal != nullptr)
        pending.clear();

    return captureProblem;
}

JavaPedal::Bytes Brain::snapshot()
{
    const Lock lock (control);

    try
    {
        if (pending.empty() && pedal != nullptr)
            return pedal->snapshot();
    }
    catch (const std::exception&) {}    // status() tells

    return pending;
}

JavaPedal::Bytes Brain::captures()
{
    const Lock lock (control);

    try
    {
        if (pending.empty() && pedal != nullptr)
            return pedal->captureState();
    }
    catch (const std::exception& reason)
    {
        problem = reason.what();
        ++changes;
    }

    return pending;
}

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
        return { Report::State::plays, wrong, pedal->environment(), rate, latency };
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
        return ! problem.empty() ? problem : ! captureProblem.empty() ? captureProblem : searchComplaints;

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
    return wrong.empty() ? initialProblem : wrong;
}

bool Brain::process (int frames) noexcept
{
    bool fine = true;

    // Java's reset waits for a load that is under way; the audio thread does not.
    if (resetWanted)
        if (const Lock lock (control, std::try_to_lock); lock)
            fine = ! resetWanted.exchange (false) || pedal->reset();

    if (! fine || ! pedal->process (frames))
        fail();

    return playing;
}

void Brain::fail() noexcept
{
    playing = false;
    faulted = true;
    ++changes;
}

}

const char* stompjar_complaint()
{
    using namespace stompjar;
    static std::string text;
    const Lock lock (Living::get().mutex);
    text.clear();

    for (auto* brain : Living::get().brains)
        if (text.empty())
            text = brain->complaint();

    return text.c_str();
}

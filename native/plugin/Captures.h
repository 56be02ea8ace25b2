#pragma once

#include "jvm/JavaPedal.h"

namespace stompjar
{

/** What is in the slots of one pedal: the captures that Java plays, or those that a session brought and that wait for Java. `pedal` is null while Java
    does not run.

    Threads: one call at a time, never the audio thread's; Brain sees to that.
    Errors: what is refused is told by problem(), and what played plays on; JavaFault where Java fails.
*/
class Captures
{
public:
    using Bytes = JavaPedal::Bytes;

    /** Loads a file into a slot; blocks until it plays. */
    void load (JavaPedal* pedal, Slot, const std::string& path);

    /** Loads what developers and the offline host want a new pedal to play instead of the bundle's default, STOMPJAR_CAPTURE. What plays then is what a
        session without captures means. */
    void loadInitial (JavaPedal& pedal);

    void clear (JavaPedal* pedal, Slot);

    /** Takes captures from a session: at once, or in restoreWaiting(). What cannot be restored here is kept: saving the session again must not lose it. */
    void restore (JavaPedal* pedal, Bytes);
    void restoreWaiting (JavaPedal* pedal);

    /** The same for captures that nobody saved yet: what is refused is forgotten, and what a session brought is kept. */
    void play (JavaPedal* pedal, Bytes);

    /** For the session; empty if nothing was ever loaded. Where Java cannot tell, what it told last. */
    Bytes state (JavaPedal* pedal);

    /** What play() takes to come back to the present ones. */
    Bytes snapshot (JavaPedal* pedal);

    /** Before a pedal is given up: what it played waits for the next one. */
    void keep (JavaPedal& pedal);

    /** Why the last capture was refused; empty if it was not. */
    const std::string& problem() const noexcept { return lastProblem; }
    void setProblem (const std::string& text) { lastProblem = text; }

    /** Why loadInitial() failed; a state that is restored does not mend that. */
    const std::string& initialProblem() const noexcept { return firstProblem; }

private:
    void rememberFirst (JavaPedal*);

    Bytes waiting;
    Bytes told;     ///< state() of the last time
    Bytes first;    ///< what a new pedal plays; empty while it plays that
    std::string lastProblem, firstProblem;
};

}

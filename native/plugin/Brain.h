#pragma once

#include "plugin/Captures.h"

#include <memory>
#include <mutex>

namespace stompjar
{

/** One instance's life in Java: starts it, hands blocks over to it, notices when it fails, and says so. Its captures are in a room of their own, see Captures.

    Threads: the methods of the audio thread are marked; they take no lock and allocate nothing. All others may be
    called from any other thread and wait for each other. prepare() is not called beside the audio thread's.
    Errors: never thrown; status() tells them.
*/
class Brain
{
public:
    using FindPlaces = JvmLibrary::Places (*) (const std::string& resources);

    /** What a face shows of Java. */
    struct Report
    {
        enum class State
        {
            asleep,     ///< Java starts when the host plays
            busy,       ///< with a capture; ask again
            plays,
            dry         ///< the dry signal passes; `problem` says why
        };

        State state;
        std::string problem;        ///< also of a capture that was refused while the old one plays, or is silent; empty: all is well
        std::string environment;    ///< "Java 17, AVX-512 kernels"; empty unless it plays
        double rate;                ///< the host's, Hz
        int latency;                ///< frames
    };

    explicit Brain (FindPlaces);
    ~Brain();

    /** Starts or joins Java, restores a waiting capture, builds for this rate. After a failure it starts afresh.
        With the arguments of before it is quick.
        @param live  whether somebody waits for each block: else captures are compiled while they play */
    void prepare (double rate, int maxFrames, int channels, bool live);

    /** After a failure, or once a Java is there: as the last prepare(). Where a capture went silent: it plays again. May run beside the audio thread's.
        @return false: it plays, or was never prepared */
    bool restart();

    /** At the prepared rate, in frames; 0 if Java did not start. It stays when Java fails: dry must not be early. Any thread. */
    int latencyFrames() const noexcept { return latency; }

    /** How long it sounds on after its input has ended, of the newest captures. Any thread. */
    double tailSeconds() const noexcept { return tail; }

    /** Loads a capture file; blocks until it plays. @return empty, or why not */
    std::string load (Slot, const std::string& path);

    /** Empties a slot. */
    void clear (Slot);

    /** What is in a slot, see JavaPedal; empty also if Java does not run or is busy. */
    std::string slotText (Slot);

    /** Takes captures from a session: at once, or in prepare() if Java does not run yet. */
    void restore (JavaPedal::Bytes);

    /** The same for captures that nobody saved yet: what is refused is forgotten, and what played plays on. @return empty, or why not */
    std::string play (JavaPedal::Bytes);

    /** The present captures for the session: Java's, or those that wait. */
    JavaPedal::Bytes captures();

    /** What play() takes to come back to the present captures. */
    JavaPedal::Bytes snapshot();

    /** One line for the player: Java's own, or what is wrong and what to do. */
    std::string status();

    /** The same for a face; never waits. */
    Report report();

    /** What is wrong, if anything: with Java, with the last capture, or with a place where Java was looked for. */
    std::string complaint();

    /** Changes whenever status() may have. Any thread. */
    int statusChanges() const noexcept { return changes; }

    // Audio thread:

    /** False: play dry. */
    bool plays() const noexcept { return playing; }

    /** The buffer that is shared with Java, see JavaPedal; only while plays(). */
    float* shared() const noexcept { return buffer; }

    /** One block in the shared buffer. False if Java failed; it then stays silent until prepare(). */
    bool process (int frames) noexcept;

    /** Java made something that must not be heard: as if process() had failed. */
    void fail() noexcept;

    /** The next block starts from silence. Any thread. */
    void requestReset() noexcept { resetWanted = true; }

private:
    void start();
    void open();
    void closeAfterFault();
    void measureLatency();

    /** Does something to the captures under the lock. @return why not */
    template <typename Act>
    std::string change (Act&&);
    std::string whatIsWrong();
    std::string unheard();

    const FindPlaces findPlaces;

    std::mutex control;                 // guards these, and every call into Java but the audio thread's
    std::unique_ptr<JavaPedal> pedal;
    std::string problem;                // of Java, until the next prepare()
    std::string searchComplaints;       // places for Java that could not be used
    double rate = 0;                    // of the last prepare(), as are these
    int maxFrames = 0, channels = 0;
    bool live = true;
    Captures slots;

    float* buffer = nullptr;            // written in prepare() only
    std::atomic<bool> playing { false };
    std::atomic<bool> faulted { false };
    std::atomic<bool> resetWanted { false };
    std::atomic<int> latency { 0 };
    std::atomic<double> tail { 0.0 };
    std::atomic<int> changes { 0 };
};

}

/** For hosts that know us, such as stompjar-host: what is wrong with an instance of this plugin library, or "". The text
    lives until the next call. Message thread. */
extern "C" __attribute__ ((visibility ("default"))) const char* stompjar_complaint();

#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

namespace stompjar
{

/** The dry signal, as late as the wet one: what is heard when Java cannot play. It runs along all the time, so that it
    can take over in the middle of a note. Audio thread, but for prepare() (not beside the others) and setLatency(). */
class DryPath
{
public:
    /** Allocates, and forgets the past. @param maxFrames  the most that advance() will get */
    void prepare (double rate, int channels, int maxFrames);

    /** In frames, at most a second. Any thread. */
    void setLatency (int frames) noexcept;

    /** Takes the next frames of one channel in; call for each channel, then once next(). */
    void write (int channel, const float* source, int frames) noexcept;

    /** The wet signal was played: remembers where its last sample was. */
    void wetWasPlayed (int channel, float lastSample) noexcept;

    /** Plays the dry signal; after wet it starts where wet ended, and the difference decays within 5 ms. */
    void read (int channel, float* destination, int frames) noexcept;

    /** Ends a block. */
    void next (int frames) noexcept;

private:
    struct Channel
    {
        std::vector<float> ring;
        float last = 0.0f;       // the wet signal's last sample
        float offset = 0.0f;     // what is left of the step from wet to dry
        bool afterWet = false;
    };

    std::vector<Channel> channels;
    std::atomic<int> latency { 0 };
    std::size_t mask = 0;
    std::size_t position = 0;
    int longest = 0;
    float decay = 0.0f;
};

}

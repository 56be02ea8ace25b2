#include "plugin/DryPath.h"

#include <algorithm>
#include <cmath>

namespace stompjar
{

void DryPath::prepare (double rate, int numChannels, int maxFrames)
{
    longest = static_cast<int> (rate);

    size_t size = 1;
    while (size < static_cast<size_t> (longest) + static_cast<size_t> (maxFrames))
        size *= 2;

    mask = size - 1;
    position = 0;
    decay = static_cast<float> (std::exp (-1.0 / (0.001 * rate)));    // 1 ms: 43 dB down after 5 ms
    channels.assign (static_cast<size_t> (numChannels), {});

    for (auto& channel : channels)
        channel.ring.assign (size, 0.0f);
}

void DryPath::setLatency (int frames) noexcept
{
    latency = std::max (0, frames);
}

void DryPath::write (int index, const float* source, int frames) noexcept
{
    auto& ring = channels[static_cast<size_t> (index)].ring;

    for (int i = 0; i < frames; ++i)
        ring[(position + static_cast<size_t> (i)) & mask] = source[i];
}

void DryPath::wetWasPlayed (int index, float lastSample) noexcept
{
    auto& channel = channels[static_cast<size_t> (index)];
    channel.last = lastSample;
    channel.afterWet = true;
}

void DryPath::read (int index, float* destination, int frames) noexcept
{
    auto& channel = channels[static_cast<size_t> (index)];
    const auto start = position - static_cast<size_t> (std::min (latency.load(), longest));

    for (int i = 0; i < frames; ++i)
        destination[i] = channel.ring[(start + static_cast<size_t> (i)) & mask];

    if (channel.afterWet && frames > 0)
    {
        channel.offset = channel.last - destination[0];
        channel.afterWet = false;
    }

    for (int i = 0; i < frames && channel.offset != 0.0f; ++i)
    {
        destination[i] += channel.offset;
        channel.offset *= decay;

        if (std::abs (channel.offset) < 1.0e-6f)    // -120 dB: from here on the bits are those of the input
            channel.offset = 0.0f;
    }
}

void DryPath::next (int frames) noexcept
{
    position += static_cast<size_t> (frames);
}

}

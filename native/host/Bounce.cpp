#include "host/Commands.h"

#include "host/Arguments.h"
#include "host/AudioFile.h"
#include "host/Envelope.h"
#include "host/HostedPlugin.h"

#include <cstring>
#include <ctime>
#include <iostream>
#include <map>

namespace stompjar
{

/** The sizes of the blocks that a host hands over: always the same, or "random:SEED", from 1 to 4096. */
class Blocks
{
public:
    explicit Blocks (const std::string& option) : text (option), isRandom (option.rfind ("random:", 0) == 0)
    {
        const auto number = wholeNumber ("--block", isRandom ? option.substr (7) : option, isRandom ? 0 : 1);
        random.setSeed (number);
        largest = isRandom ? 4096 : number;
    }

    int next() { return isRandom ? 1 + random.nextInt (largest) : largest; }

    /** As JSON: a number, or "random:SEED". */
    std::string json() const { return isRandom ? "\"" + text + "\"" : std::to_string (largest); }

    int largest = 0;

private:
    const std::string text;
    const bool isRandom;
    juce::Random random;
};

/** CPU seconds of this thread. */
static double threadSeconds()
{
    timespec now {};
    ::clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double> (now.tv_sec) + 1.0e-9 * static_cast<double> (now.tv_nsec);
}

struct Bounced
{
    juce::AudioBuffer<float> samples;
    int latency = 0;
    double cpuSeconds = 0;
    double load = 0;    // median of fifths of the file: one hiccup of the machine is not the plugin's load
};

static Bounced play (HostedPlugin& plugin, const Audio& in, Blocks& blocks, const std::map<std::string, Envelope>& envelopes)
{
    constexpr int parts = 5;
    const auto channels = in.samples.getNumChannels();
    const auto frames = in.samples.getNumSamples();
    double partSeconds[parts] {};
    int partFrames[parts] {};

    Bounced result;
    result.samples.setSize (channels, frames);
    juce::AudioBuffer<float> storage (channels, blocks.largest);

    // An LV2 tells its latency with its first block: the end is known only then.
    for (int start = 0; start < frames + result.latency; )
    {
        const auto size = juce::jmin (blocks.next(), frames + result.latency - start);
        juce::AudioBuffer<float> block (storage.getArrayOfWritePointers(), channels, size);

        for (int channel = 0; channel < channels; ++channel)
            for (int i = 0; i < size; ++i)
                block.setSample (channel, i, start + i < frames ? in.samples.getSample (channel, start + i) : 0.0f);

        for (const auto& [name, envelope] : envelopes)
            plugin.set (name, envelope.at (start / in.rate));

        const auto before = threadSeconds();
        plugin.process (block);
        const auto seconds = threadSeconds() - before;

        const auto part = juce::jmin (parts - 1, static_cast<int> (static_cast<juce::int64> (start) * parts / juce::jmax (1, frames)));
        partSeconds[part] += seconds;
        partFrames[part] += size;
        result.cpuSeconds += seconds;
        result.latency = plugin.latencyFrames();

        for (int channel = 0; channel < channels; ++channel)
            for (int i = 0; i < size; ++i)
                if (const auto place = start + i - result.latency; place >= 0 && place < frames)
                    result.samples.setSample (channel, place, block.getSample (channel, i));

        start += size;
    }

    std::vector<double> loads;

    for (int part = 0; part < parts; ++part)
        if (partFrames[part] > 0)
            loads.push_back (partSeconds[part] * in.rate / partFrames[part]);

    std::sort (loads.begin(), loads.end());
    result.load = loads.empty() ? 0.0 : loads[loads.size() / 2];
    return result;
}

static juce::MemoryBlock readState (const juce::File& file)
{
    juce::MemoryBlock block;

    if (! file.loadFileAsData (block))
        throw std::runtime_error (file.getFullPathName().toStdString() + ": the state cannot be read");

    return block;
}

static int bits (const std::string& option)
{
    if (option == "16") return 16;
    if (option == "24") return 24;
    if (option == "32f") return 32;
    throw UsageError ("--bits wants 16, 24 or 32f, not " + option);
}

/** With a plugin of its own, which is set up as the command line says. */
static Bounced bounceInBlocks (const Arguments& arguments, const Audio& in, Blocks& blocks, const std::map<std::string, Envelope>& envelopes)
{
    HostedPlugin plugin (fileArgument (arguments.required ("--plugin")), in.rate, blocks.largest, in.samples.getNumChannels());

    if (arguments.has ("--state"))
        plugin.restore (readState (fileArgument (arguments.required ("--state"))));

    if (arguments.has ("--preset"))
        plugin.choosePreset (juce::String::fromUTF8 (arguments.required ("--preset").c_str()));

    for (const auto& [name, envelope] : envelopes)
        plugin.set (name, envelope.at (0));

    plugin.prepare (in.rate, blocks.largest, false);

    if (const auto complaint = plugin.complaint(); ! complaint.empty())
    {
        if (arguments.has ("--capture"))
            throw std::runtime_error (arguments.required ("--capture") + ": " + complaint);

        std::cerr << "the plugin says: " << complaint << std::endl;
    }

    auto result = play (plugin, in, blocks, envelopes);

    if (const auto complaint = plugin.complaint(); ! complaint.empty())
        std::cerr << "the plugin says: " << complaint << std::endl;

    if (arguments.has ("--save-state"))
    {
        const auto file = fileArgument (arguments.required ("--save-state"));
        const auto block = plugin.state();

        if (! file.replaceWithData (block.getData(), block.getSize()))
            throw std::runtime_error (file.getFullPathName().toStdString() + ": the state cannot be written");
    }

    return result;
}

static bool sameBits (const juce::AudioBuffer<float>& a, const juce::AudioBuffer<float>& b)
{
    for (int channel = 0; channel < a.getNumChannels(); ++channel)
        if (std::memcmp (a.getReadPointer (channel), b.getReadPointer (channel), sizeof (float) * static_cast<size_t> (a.getNumSamples())) != 0)
            return false;

    return true;
}

int bounce (int count, char** words)
{
    const Arguments arguments (count, words,
                               { "--plugin", "--in", "--out", "--capture", "--param", "--block", "--state", "--save-state", "--preset", "--bits" },
                               { "--json" });

    const auto sizes = arguments.has ("--block") ? arguments.all ("--block") : std::vector<std::string> { "64" };
    Blocks blocks (sizes.front());
    const auto outBits = bits (arguments.optional ("--bits", "32f"));
    const auto outFile = fileArgument (arguments.required ("--out"));
    std::map<std::string, Envelope> envelopes;

    if (sizes.size() > 1 && arguments.has ("--preset"))
        throw UsageError ("--preset wants one --block");

    for (const auto& text : arguments.all ("--param"))
    {
        const auto equals = text.find ('=');

        if (equals == std::string::npos)
            throw UsageError ("--param wants NAME=ENVELOPE, not " + text);

        envelopes.insert_or_assign (text.substr (0, equals), Envelope (text.substr (equals + 1)));
    }

    const auto in = readAudio (fileArgument (arguments.required ("--in")));

    if (arguments.has ("--capture"))
    {
        const auto capture = fileArgument (arguments.required ("--capture"));

        if (! capture.existsAsFile())
            throw std::runtime_error (capture.getFullPathName().toStdString() + ": no such capture");

        ::setenv ("STOMPJAR_CAPTURE", capture.getFullPathName().toRawUTF8(), 1);
    }

    const auto result = bounceInBlocks (arguments, in, blocks, envelopes);

    for (size_t i = 1; i < sizes.size(); ++i)
    {
        Blocks others (sizes[i]);

        if (! sameBits (bounceInBlocks (arguments, in, others, envelopes).samples, result.samples))
            throw std::runtime_error ("in blocks of " + sizes[i] + " it sounds other than in blocks of " + sizes.front());
    }

    writeWav (outFile, { in.rate, result.samples }, outBits);

    const auto peak = juce::Decibels::gainToDecibels (static_cast<double> (result.samples.getMagnitude (0, result.samples.getNumSamples())), -200.0);
    std::ostringstream json;
    json.imbue (std::locale::classic());
    json << "{\"rate\":" << in.rate << ",\"frames\":" << in.samples.getNumSamples() << ",\"block\":" << blocks.json()
         << ",\"cpu_seconds\":" << result.cpuSeconds << ",\"load\":" << result.load
         << ",\"latency_frames\":" << result.latency << ",\"peak_dbfs\":" << peak << "}";

    if (arguments.has ("--json"))
        std::cout << json.str() << std::endl;
    else
        std::cout << outFile.getFullPathName() << ": " << in.samples.getNumSamples() / in.rate << " s, peak " << peak
                  << " dBFS, load " << result.load << ", latency " << result.latency << " frames" << std::endl;

    return 0;
}

}

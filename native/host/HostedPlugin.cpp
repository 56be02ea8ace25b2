#include "host/HostedPlugin.h"

#include "plugin/Parameters.h"

#include <dlfcn.h>
#include <stdexcept>

namespace stompjar
{

static std::runtime_error problem (const juce::File& bundle, const juce::String& reason)
{
    return std::runtime_error ((bundle.getFullPathName() + ": " + reason).toStdString());
}

juce::File libraryIn (const juce::File& bundle)
{
    for (const auto& file : bundle.findChildFiles (juce::File::findFiles, HostedPlugin::isLv2 (bundle) ? false : true, "*Stompjar.so"))
        return file;

    throw problem (bundle, "there is no plugin library in it");
}

/** A folder with a link to each LV2 that we play: lilv searches folders, and complains of all else that lies there. */
class Lv2Folder
{
public:
    static juce::File with (const juce::File& bundle)
    {
        static const Lv2Folder instance;
        bundle.createSymbolicLink (instance.folder.getChildFile (bundle.getFileName()), true);
        return instance.folder;
    }

private:
    Lv2Folder() { folder.createDirectory(); }
    ~Lv2Folder() { folder.deleteRecursively (false); }    // the links, not what they lead to

    const juce::File folder = juce::File::createTempFile ("lv2");
};

/** An LV2 format that knows this bundle, and none that is installed: those could be an older Stompjar. */
static std::unique_ptr<juce::LV2PluginFormat> lv2FormatFor (const juce::File& bundle)
{
    const auto home = juce::SystemStats::getEnvironmentVariable ("HOME", {});
    ::setenv ("HOME", "/nonexistent", 1);    // JUCE looks into ~/.lv2 when it makes the format
    auto format = std::make_unique<juce::LV2PluginFormat>();
    home.isEmpty() ? ::unsetenv ("HOME") : ::setenv ("HOME", home.toRawUTF8(), 1);

    format->searchPathsForPlugins (juce::FileSearchPath (Lv2Folder::with (bundle).getFullPathName()), false);
    return format;
}

static std::unique_ptr<juce::AudioPluginFormat> formatFor (const juce::File& bundle)
{
    if (! bundle.exists())
        throw problem (bundle, "no such plugin");

    if (HostedPlugin::isLv2 (bundle))
        return lv2FormatFor (bundle);

    if (bundle.hasFileExtension ("vst3"))
        return std::make_unique<juce::VST3PluginFormat>();

    throw problem (bundle, "neither a .vst3 nor a .lv2");
}

/** What a format calls the plugin in a bundle: the path, or the URI in an LV2's manifest. */
static juce::String identifierOf (const juce::File& bundle)
{
    if (! HostedPlugin::isLv2 (bundle))
        return bundle.getFullPathName();

    for (const auto& line : juce::StringArray::fromLines (bundle.getChildFile ("manifest.ttl").loadFileAsString()))
        if (line.startsWithChar ('<'))    // JUCE writes the plugin first
            return line.fromFirstOccurrenceOf ("<", false, false).upToFirstOccurrenceOf (">", false, false);

    throw problem (bundle, "its manifest.ttl names no plugin");
}

static juce::PluginDescription describeWith (juce::AudioPluginFormat& format, const juce::File& bundle)
{
    juce::OwnedArray<juce::PluginDescription> types;
    format.findAllTypesForFile (types, identifierOf (bundle));

    if (types.isEmpty())
        throw problem (bundle, "no plugin could be loaded from it");

    return *types[0];
}

juce::PluginDescription HostedPlugin::describe (const juce::File& bundle)
{
    return describeWith (*formatFor (bundle), bundle);
}

static bool setChannels (juce::AudioProcessor& plugin, int channels)
{
    const auto set = channels == 1 ? juce::AudioChannelSet::mono() : juce::AudioChannelSet::stereo();
    juce::AudioProcessor::BusesLayout layout;
    layout.inputBuses.add (set);
    layout.outputBuses.add (set);
    return plugin.setBusesLayout (layout);
}

HostedPlugin::HostedPlugin (const juce::File& file, double rate, int maxFrames, int channels)
    : bundle (file)
{
    const auto format = formatFor (bundle);
    const auto description = describeWith (*format, bundle);
    size_t wanted = 1;

    while (instances.size() < wanted)
    {
        juce::String error;
        auto instance = format->createInstanceFromDescription (description, rate, maxFrames, error);

        if (instance == nullptr)
            throw problem (bundle, error);

        if (! setChannels (*instance, channels))
        {
            if (! setChannels (*instance, 1))
                throw problem (bundle, "it takes neither " + juce::String (channels) + " channels nor one");

            wanted = static_cast<size_t> (channels);
        }

        instances.push_back (std::move (instance));
    }
}

HostedPlugin::~HostedPlugin()
{
    for (auto& instance : instances)
        instance->releaseResources();
}

juce::AudioProcessorParameter& HostedPlugin::find (juce::AudioPluginInstance& instance, const juce::String& name) const
{
    // An LV2 has ids (a property's URI, a port's "sym:…"); a VST3 has numbers for ids, which JUCE makes of ours, and names, which follow the capture.
    const juce::String number (name.hashCode() & 0x7fffffff);

    for (auto* parameter : instance.getParameters())
        if (auto* hosted = dynamic_cast<juce::HostedAudioProcessorParameter*> (parameter))
            if (const auto id = hosted->getParameterID(); id == name || id == number || id.endsWith (":" + name) || id.endsWith ("#" + name))
                return *parameter;

    for (auto* parameter : instance.getParameters())
        if (parameter->getName (100).equalsIgnoreCase (name))
            return *parameter;

    throw problem (bundle, "it has no parameter \"" + name + "\"");
}

void HostedPlugin::set (const std::string& name, double value)
{
    for (const auto& spec : parameterSpecs)
        if (name == spec.id)
        {
            // An envelope's lines may end a rounding beyond its points.
            if (const double slack = 1.0e-6 * (spec.maximum - spec.minimum); value < spec.minimum - slack || value > spec.maximum + slack)
                throw problem (bundle, "its " + name + " goes from " + juce::String (spec.minimum).toStdString() + " to "
                                       + juce::String (spec.maximum).toStdString() + ", not to " + juce::String (value).toStdString());

            value = spec.toFraction (value);
        }

    for (auto& instance : instances)
        find (*instance, name).setValue (juce::jlimit (0.0f, 1.0f, static_cast<float> (value)));
}

void HostedPlugin::choosePreset (const juce::String& name)
{
    for (auto& instance : instances)
    {
        int place = 0;

        while (place < instance->getNumPrograms() && instance->getProgramName (place) != name)
            ++place;

        if (place == instance->getNumPrograms())
            throw problem (bundle, "it has no preset \"" + name + "\"");

        instance->setCurrentProgram (place);
    }

    // JUCE tells a VST3's controller with a message. A process has one message loop.
    if (! isLv2 (bundle))
    {
        juce::Timer::callAfterDelay (300, [] { juce::MessageManager::getInstance()->stopDispatchLoop(); });
        juce::MessageManager::getInstance()->runDispatchLoop();
    }
}

void HostedPlugin::prepare (double rate, int maxFrames, bool live)
{
    for (auto& instance : instances)
    {
        instance->setNonRealtime (! live);
        instance->setRateAndBufferSizeDetails (rate, maxFrames);
        instance->prepareToPlay (rate, maxFrames);

        // JUCE asks a VST3 for its latency before it activates it: only a second time it hears the answer. Quick.
        if (! isLv2 (bundle))
        {
            instance->releaseResources();
            instance->prepareToPlay (rate, maxFrames);
        }
    }
}

void HostedPlugin::process (juce::AudioBuffer<float>& audio, const juce::MidiBuffer& events)
{
    for (size_t i = 0; i < instances.size(); ++i)
    {
        float* channel = audio.getWritePointer (static_cast<int> (i));
        juce::AudioBuffer<float> mono (&channel, 1, audio.getNumSamples());
        midi = events;
        instances[i]->processBlock (instances.size() == 1 ? audio : mono, midi);
    }
}

int HostedPlugin::latencyFrames() const
{
    return instances.front()->getLatencySamples();
}

juce::MemoryBlock HostedPlugin::state()
{
    juce::MemoryBlock block;
    first().getStateInformation (block);
    return block;
}

void HostedPlugin::restore (const juce::MemoryBlock& block)
{
    for (auto& instance : instances)
        instance->setStateInformation (block.getData(), static_cast<int> (block.getSize()));
}

std::string HostedPlugin::complaint() const
{
    void* const library = ::dlopen (libraryIn (bundle).getFullPathName().toRawUTF8(), RTLD_NOLOAD | RTLD_NOW);

    if (library == nullptr)
        return {};

    const auto ask = reinterpret_cast<const char* (*) ()> (::dlsym (library, "stompjar_complaint"));
    const std::string text = ask != nullptr ? ask() : "";
    ::dlclose (library);
    return text;
}

}

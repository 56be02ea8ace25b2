#include "host/Commands.h"

#include "host/Arguments.h"
#include "host/HostedPlugin.h"

#include <dlfcn.h>
#include <iostream>

namespace stompjar
{

static bool jvmIsLoaded()
{
    return juce::File ("/proc/self/maps").loadFileAsString().contains ("libjvm");
}

static juce::var parameter (const juce::String& id, const juce::String& name, double defaultValue, const juce::String& text)
{
    auto* object = new juce::DynamicObject();
    object->setProperty ("id", id);
    object->setProperty ("name", name);
    object->setProperty ("default", defaultValue);
    object->setProperty ("text", text);
    return object;
}

/** A VST3 host makes an instance and asks it. Defaults are fractions, as VST3 has them. */
static juce::Array<juce::var> parametersOfVst3 (const juce::File& bundle)
{
    juce::Array<juce::var> result;
    HostedPlugin plugin (bundle, 48000, 64, 1);

    // JUCE gives a VST3 that takes MIDI 2080 hidden parameters, one for each controller of each channel: VST3 knows no control changes.
    for (auto* each : plugin.first().getParameters())
        if (auto* hosted = dynamic_cast<juce::HostedAudioProcessorParameter*> (each); hosted != nullptr && each->isAutomatable())
            result.add (parameter (hosted->getParameterID(), each->getName (100), each->getDefaultValue(),
                                   each->getText (each->getDefaultValue(), 100)));

    return result;
}

/** An LV2 host reads dsp.ttl and makes no instance; it may open the library. The ids are the properties' last part.
    Reads what JUCE writes, not any Turtle. */
static juce::Array<juce::var> parametersOfLv2 (const juce::File& bundle)
{
    void* const library = ::dlopen (libraryIn (bundle).getFullPathName().toRawUTF8(), RTLD_NOW | RTLD_LOCAL);

    if (library == nullptr || ::dlsym (library, "lv2_descriptor") == nullptr)
        throw std::runtime_error (bundle.getFullPathName().toStdString() + ": its library cannot be opened");

    juce::Array<juce::var> result;
    const auto blocks = juce::StringArray::fromTokens (bundle.getChildFile ("dsp.ttl").loadFileAsString().replace ("\n\n", "\f"), "\f", "");

    for (const auto& block : blocks)
    {
        if (! block.contains ("a lv2:Parameter"))
            continue;

        const auto after = [&] (const juce::String& key) { return block.fromFirstOccurrenceOf (key, false, false).trimStart(); };
        const auto value = after ("lv2:default").upToFirstOccurrenceOf (" ", false, false);
        result.add (parameter (after ("plug:").upToFirstOccurrenceOf ("\n", false, false).trim(),
                               after ("rdfs:label \"").upToFirstOccurrenceOf ("\"", false, false), value.getDoubleValue(), value));
    }

    return result;
}

/** How many presets hosts find in the manifest. */
static int presetsOfLv2 (const juce::File& bundle)
{
    const auto lines = juce::StringArray::fromLines (bundle.getChildFile ("manifest.ttl").loadFileAsString());
    return static_cast<int> (std::count_if (lines.begin(), lines.end(), [] (const auto& line) { return line.contains ("a pset:Preset"); }));
}

int scan (int count, char** words)
{
    const Arguments arguments (count, words, { "--plugin" }, { "--json" });
    const auto bundle = fileArgument (arguments.required ("--plugin"));
    const bool before = jvmIsLoaded();
    const auto description = HostedPlugin::describe (bundle);
    const auto parameters = HostedPlugin::isLv2 (bundle) ? parametersOfLv2 (bundle) : parametersOfVst3 (bundle);

    auto* object = new juce::DynamicObject();
    const juce::var json (object);
    object->setProperty ("name", description.name);
    object->setProperty ("format", description.pluginFormatName);
    object->setProperty ("identifier", description.fileOrIdentifier);
    object->setProperty ("manufacturer", description.manufacturerName);
    object->setProperty ("version", description.version);
    object->setProperty ("category", description.category);
    object->setProperty ("instrument", description.isInstrument);
    object->setProperty ("parameters", parameters);
    object->setProperty ("presets", HostedPlugin::isLv2 (bundle) ? presetsOfLv2 (bundle) : HostedPlugin (bundle, 48000, 64, 1).first().getNumPrograms());
    object->setProperty ("jvm_before", before);
    object->setProperty ("jvm_after", jvmIsLoaded());
    std::cout << juce::JSON::toString (json, true) << std::endl;
    return 0;
}

}

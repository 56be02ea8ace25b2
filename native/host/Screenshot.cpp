#include "host/Commands.h"

#include "host/Arguments.h"
#include "host/AudioFile.h"
#include "host/HostedPlugin.h"
#include "plugin/PedalEditor.h"

#include <iostream>

namespace stompjar
{

static std::pair<juce::String, juce::String> splitAtEquals (const std::string& option, const std::string& text)
{
    const auto words = juce::String::fromUTF8 (text.c_str());

    if (! words.containsChar ('='))
        throw UsageError (option + " wants NAME=VALUE, not " + text);

    return { words.upToFirstOccurrenceOf ("=", false, false), words.fromFirstOccurrenceOf ("=", false, false) };
}

static Slot slotNamed (const juce::String& name)
{
    if (name == "pedal")  return Slot::pedal;
    if (name == "amp")    return Slot::amp;
    if (name == "cab")    return Slot::cab;
    throw UsageError ("a slot is pedal, amp or cab, not " + name.toStdString());
}

static void set (PedalProcessor& pedal, const std::string& text)
{
    const auto [id, value] = splitAtEquals ("--param", text);

    for (int i = 0; i < numParameters; ++i)
        if (id == parameterSpecs[i].id)
            return pedal.allParameters()[i].setValueNotifyingHost (static_cast<float> (parameterSpecs[i].toFraction (value.getDoubleValue())));

    throw UsageError ("there is no parameter " + id.toStdString());
}

/** The middle of what is there to be touched, in the picture's pixels, by the names that a screen reader says. */
static void listParts (const juce::Component& part, const juce::Component& face, float scale, juce::Array<juce::var>& parts)
{
    if (! part.isVisible())
        return;

    if (part.getTitle().isNotEmpty() || part.getName().isNotEmpty())
    {
        const auto area = face.getLocalArea (&part, part.getLocalBounds().toFloat()) * scale;
        auto* object = new juce::DynamicObject();
        object->setProperty ("name", part.getTitle().isNotEmpty() ? part.getTitle() : part.getName());
        object->setProperty ("x", juce::roundToInt (area.getCentreX()));
        object->setProperty ("y", juce::roundToInt (area.getCentreY()));
        object->setProperty ("width", juce::roundToInt (area.getWidth()));
        object->setProperty ("height", juce::roundToInt (area.getHeight()));
        parts.add (object);
    }

    for (auto* child : part.getChildren())
        listParts (*child, face, scale, parts);
}

static void play (PedalProcessor& pedal, const Audio& in)
{
    constexpr int block = 480;
    juce::MidiBuffer noMidi;

    for (int start = 0; start + block <= juce::jmin (in.samples.getNumSamples(), 96000); start += block)
    {
        juce::AudioBuffer<float> audio (1, block);
        audio.copyFrom (0, 0, in.samples, 0, start, block);
        pedal.processBlock (audio, noMidi);
    }
}

int screenshot (int count, char** words)
{
    const Arguments arguments (count, words, { "--plugin", "--out", "--scale", "--preset", "--load", "--param", "--in", "--browse" }, { "--json" });
    const auto bundle = fileArgument (arguments.required ("--plugin"));
    const auto outFile = fileArgument (arguments.required ("--out"));
    const auto scale = juce::String (arguments.optional ("--scale", "1")).getFloatValue();

    if (scale < 0.5f || scale > 4.0f)
        throw UsageError ("--scale wants a number from 0.5 to 4");

    // The face is linked into this program; what it plays and offers is the bundle's.
    const auto resources = HostedPlugin::isLv2 (bundle) ? bundle : bundle.getChildFile ("Contents/Resources");
    ::setenv ("STOMPJAR_RESOURCES", resources.getFullPathName().toRawUTF8(), 1);

    PedalProcessor pedal;
    juce::AudioProcessor::BusesLayout mono;
    mono.inputBuses.add (juce::AudioChannelSet::mono());
    mono.outputBuses.add (juce::AudioChannelSet::mono());
    pedal.setBusesLayout (mono);
    pedal.setRateAndBufferSizeDetails (48000.0, 512);
    pedal.prepareToPlay (48000.0, 512);

    if (arguments.has ("--preset"))
        for (int i = 0; i < pedal.getNumPrograms(); ++i)
            if (pedal.getProgramName (i).equalsIgnoreCase (juce::String::fromUTF8 (arguments.required ("--preset").c_str())))
                pedal.setCurrentProgram (i);

    for (const auto& text : arguments.all ("--load"))
    {
        const auto [slot, file] = splitAtEquals ("--load", text);
        pedal.load (slotNamed (slot), fileArgument (file.toStdString()));    // of a bad file the face tells
    }

    for (const auto& text : arguments.all ("--param"))
        set (pedal, text);

    if (arguments.has ("--in"))
        play (pedal, readAudio (fileArgument (arguments.required ("--in"))));

    std::unique_ptr<juce::AudioProcessorEditor> window (pedal.createEditor());
    auto& editor = dynamic_cast<PedalEditor&> (*window);
    editor.setSize (Face::width, Face::height);

    if (arguments.has ("--browse"))
        editor.getFace().browse (slotNamed (arguments.required ("--browse")));

    // The lists come from another thread, with a message.
    juce::Timer::callAfterDelay (500, [] { juce::MessageManager::getInstance()->stopDispatchLoop(); });
    juce::MessageManager::getInstance()->runDispatchLoop();

    const auto picture = editor.createComponentSnapshot (editor.getLocalBounds(), true, scale);
    juce::TemporaryFile temporary (outFile);

    {
        juce::FileOutputStream stream (temporary.getFile());

        if (! stream.openedOk() || ! juce::PNGImageFormat().writeImageToStream (picture, stream))
            throw std::runtime_error (outFile.getFullPathName().toStdString() + ": it cannot be written");
    }

    if (! temporary.overwriteTargetFileWithTemporary())
        throw std::runtime_error (outFile.getFullPathName().toStdString() + ": it cannot be written");

    if (arguments.has ("--json"))
    {
        juce::Array<juce::var> parts;
        listParts (editor.getFace(), editor.getFace(), scale, parts);
        std::cout << juce::JSON::toString (parts) << std::endl;
    }
    else
        std::cout << outFile.getFullPathName() << ": " << picture.getWidth() << " x " << picture.getHeight() << std::endl;

    return 0;
}

}

#include "plugin/PedalState.h"

namespace stompjar
{

static constexpr int version = 3;

juce::MemoryBlock PedalState::write (const Parameters& parameters, const MidiControl& midi, const JavaPedal::Bytes& captures, const Name& name)
{
    juce::XmlElement root ("Stompjar");
    root.setAttribute ("version", version);
    root.setAttribute ("program", name.program);
    root.setAttribute ("preset", name.preset);

    if (name.otherCaptures)
        root.setAttribute ("captures", "other");

    for (int i = 0; i < numParameters; ++i)
    {
        auto* element = root.createNewChildElement ("parameter");
        element->setAttribute ("id", parameters[i].paramID);
        element->setAttribute ("value", static_cast<double> (parameters.value (i)));
    }

    for (int i = 0; i < numParameters; ++i)
        if (const auto controller = midi.controllerOf (i))
        {
            auto* element = root.createNewChildElement ("controller");
            element->setAttribute ("parameter", parameters[i].paramID);
            element->setAttribute ("channel", controller->channel);
            element->setAttribute ("number", controller->number);
        }

    if (! captures.empty())
        root.createNewChildElement ("capture")->addTextElement (juce::Base64::toBase64 (captures.data(), captures.size()));

    juce::MemoryBlock block;
    juce::AudioProcessor::copyXmlToBinary (root, block);
    return block;
}

static void set (juce::RangedAudioParameter& parameter, const juce::XmlElement& root)
{
    auto normalised = parameter.getDefaultValue();

    if (const auto* element = root.getChildByAttribute ("id", parameter.paramID))
    {
        const auto value = element->getDoubleAttribute ("value", std::numeric_limits<double>::quiet_NaN());

        if (std::isfinite (value))
            normalised = parameter.convertTo0to1 (static_cast<float> (value));    // clamps
    }

    parameter.setValueNotifyingHost (normalised);
}

static std::optional<MidiControl::Controller> controllerFor (const juce::String& id, const juce::XmlElement& root)
{
    const auto* element = root.getChildByAttribute ("parameter", id);

    if (element == nullptr)
        return {};

    const MidiControl::Controller controller { element->getIntAttribute ("channel"), element->getIntAttribute ("number", -1) };
    return controller.isValid() ? std::optional<MidiControl::Controller> (controller) : std::nullopt;
}

std::optional<JavaPedal::Bytes> PedalState::read (const void* data, int size, Parameters& parameters, MidiControl& midi, Name& name)
{
    const auto root = juce::AudioProcessor::getXmlFromBinary (data, size);

    if (root == nullptr || ! root->hasTagName ("Stompjar"))
        return {};

    name = { root->getIntAttribute ("program"), root->getStringAttribute ("preset"), root->getStringAttribute ("captures") == "other" };

    for (int i = 0; i < numParameters; ++i)
    {
        set (parameters[i], *root);
        midi.assign (i, controllerFor (parameters[i].paramID, *root));
    }

    JavaPedal::Bytes captures;
    juce::MemoryOutputStream decoded;

    if (const auto* element = root->getChildByName ("capture"))
        if (juce::Base64::convertFromBase64 (decoded, element->getAllSubText().trim()))
            captures.assign (static_cast<const std::byte*> (decoded.getData()),
                            static_cast<const std::byte*> (decoded.getData()) + decoded.getDataSize());

    return captures;
}

}

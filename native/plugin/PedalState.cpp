#include "plugin/PedalState.h"

namespace stompjar
{

static constexpr int version = 4;

static void write (juce::XmlElement& to, const Origin::Name& name)
{
    to.setAttribute ("preset", name.preset);

    if (name.isOwn)
        to.setAttribute ("own", 1);

    if (name.otherCaptures)
        to.setAttribute ("captures", "other");
}

static Origin::Name nameIn (const juce::XmlElement& from)
{
    return { from.getStringAttribute ("preset"), from.getBoolAttribute ("own"), from.getStringAttribute ("captures") == "other" };
}

static void write (juce::XmlElement& to, int place, float value)
{
    auto* element = to.createNewChildElement ("parameter");
    element->setAttribute ("id", parameterSpecs[place].id);
    element->setAttribute ("value", static_cast<double> (value));
}

/** In the parameter's own unit, within its range. */
static float valueIn (const juce::XmlElement& from, int place)
{
    const auto& spec = parameterSpecs[place];
    const auto* element = from.getChildByAttribute ("id", spec.id);
    const auto value = element == nullptr ? spec.defaultValue : element->getDoubleAttribute ("value", std::numeric_limits<double>::quiet_NaN());
    return std::isfinite (value) ? juce::jlimit (spec.minimum, spec.maximum, static_cast<float> (value)) : spec.defaultValue;
}

static void write (juce::XmlElement& to, const JavaPedal::Bytes& captures)
{
    to.createNewChildElement ("capture")->addTextElement (juce::Base64::toBase64 (captures.data(), captures.size()));
}

/** Empty if there are none that can be read. */
static JavaPedal::Bytes capturesIn (const juce::XmlElement& from)
{
    juce::MemoryOutputStream decoded;
    const auto* element = from.getChildByName ("capture");

    if (element == nullptr || ! juce::Base64::convertFromBase64 (decoded, element->getAllSubText().trim()))
        return {};

    const auto* const bytes = static_cast<const std::byte*> (decoded.getData());
    return { bytes, bytes + decoded.getDataSize() };
}

static void write (juce::XmlElement& root, const PedalState::OtherSide& other, const JavaPedal::Bytes& captures)
{
    auto* element = root.createNewChildElement ("other");
    write (*element, other.name);

    for (int i = 0; i < numParameters; ++i)
        if (! Preset::leavesAlone (parameterSpecs[i]))
            write (*element, i, other.values[static_cast<size_t> (i)]);

    if (other.captures != captures)
        write (*element, other.captures);
}

static PedalState::OtherSide otherSideIn (const juce::XmlElement& element, const JavaPedal::Bytes& captures)
{
    PedalState::OtherSide other { nameIn (element), {}, capturesIn (element) };

    for (int i = 0; i < numParameters; ++i)
        other.values[static_cast<size_t> (i)] = valueIn (element, i);

    if (other.captures.empty())
        other.captures = captures;

    return other;
}

juce::MemoryBlock PedalState::write (const Values& values, const MidiControl& midi, const JavaPedal::Bytes& captures, const Desk& desk)
{
    juce::XmlElement root ("Stompjar");
    root.setAttribute ("version", version);
    root.setAttribute ("program", desk.program);
    stompjar::write (root, desk.name);
    root.setAttribute ("side", desk.side);

    for (int i = 0; i < numParameters; ++i)
        stompjar::write (root, i, values[static_cast<size_t> (i)]);

    for (int i = 0; i < numParameters; ++i)
        if (const auto controller = midi.controllerOf (i))
        {
            auto* element = root.createNewChildElement ("controller");
            element->setAttribute ("parameter", parameterSpecs[i].id);
            element->setAttribute ("channel", controller->channel);
            element->setAttribute ("number", controller->number);
        }

    if (! captures.empty())
        stompjar::write (root, captures);

    if (desk.other.has_value())
        stompjar::write (root, *desk.other, captures);

    juce::MemoryBlock block;
    juce::AudioProcessor::copyXmlToBinary (root, block);
    return block;
}

static std::optional<MidiControl::Controller> controllerFor (const juce::String& id, const juce::XmlElement& root)
{
    const auto* element = root.getChildByAttribute ("parameter", id);

    if (element == nullptr)
        return {};

    const MidiControl::Controller controller { element->getIntAttribute ("channel"), element->getIntAttribute ("number", -1) };
    return controller.isValid() ? std::optional<MidiControl::Controller> (controller) : std::nullopt;
}

std::unique_ptr<juce::XmlElement> PedalState::parse (const void* data, int size)
{
    auto root = juce::AudioProcessor::getXmlFromBinary (data, size);
    return root != nullptr && root->hasTagName ("Stompjar") ? std::move (root) : nullptr;
}

JavaPedal::Bytes PedalState::read (const juce::XmlElement& root, Parameters& parameters, MidiControl& midi, Desk& desk)
{
    for (int i = 0; i < numParameters; ++i)
    {
        midi.assign (i, controllerFor (parameters[i].paramID, root));    // first: the one of before would hold its knob
        parameters[i].setValueNotifyingHost (parameters[i].convertTo0to1 (valueIn (root, i)));
    }

    auto captures = capturesIn (root);
    desk = { root.getIntAttribute ("program"), nameIn (root), root.getIntAttribute ("side") == 1 ? 1 : 0, {} };

    if (const auto* other = root.getChildByName ("other"))
        desk.other = otherSideIn (*other, captures);

    return captures;
}

}

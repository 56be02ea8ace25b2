#include "plugin/face/ControllerMenu.h"


namespace stompjar::controllerMenu
{

static juce::String words (MidiControl::Controller controller)
{
    return "CC " + juce::String (controller.number) + ", channel " + juce::String (controller.channel);
}

juce::String line (const juce::RangedAudioParameter& parameter, const MidiControl& midi)
{
    const auto place = parameter.getParameterIndex();

    if (midi.isLearning (place))
        return "MIDI: waiting for a controller to move";

    const auto controller = midi.controllerOf (place);
    return controller.has_value() ? "MIDI: " + words (*controller) : juce::String();
}

bool isAskedFor (const juce::KeyPress& key)
{
    return key == juce::KeyPress ('M') || key == juce::KeyPress (juce::KeyPress::F10Key, juce::ModifierKeys::shiftModifier, 0);
}

void show (juce::Component& control, const juce::RangedAudioParameter& parameter, MidiControl& midi)
{
    juce::PopupMenu menu;
    const auto place = parameter.getParameterIndex();

    if (midi.isLearning (place))
        menu.addItem ("Stop learning", [&midi] { midi.stopLearning(); });
    else
        menu.addItem ("Learn MIDI CC", [&midi, place] { midi.learn (place); });

    if (const auto controller = midi.controllerOf (place))
        menu.addItem ("Forget " + words (*controller), [&midi, place] { midi.forget (place); });

    auto* const editor = control.findParentComponentOfClass<juce::AudioProcessorEditor>();

    // What the menu's own items lead to must outlive them.
    std::shared_ptr<juce::HostProvidedContextMenu> hosts;

    if (const auto* host = editor != nullptr ? editor->getHostContext() : nullptr)
        hosts = host->getContextMenuForParameter (&parameter);

    if (hosts != nullptr)
        if (const auto items = hosts->getEquivalentPopupMenu(); items.getNumItems() > 0)
            menu.addSubMenu ("Host", items);

    menu.showMenuAsync (juce::PopupMenu::Options().withTargetComponent (control).withParentComponent (editor), [hosts] (int) {});
}

}

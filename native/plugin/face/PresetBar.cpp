#include "plugin/face/PresetBar.h"

#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

PresetBar::PresetBar (PedalProcessor& processor, std::function<void (const juce::String&)> error)
    : Component ("Presets"), pedal (processor), report (std::move (error))
{
    previous.onClick = [this] { step (-1); };
    next.onClick = [this] { step (1); };
    name.onClick = [this] { showMenu(); };
    name.setTooltip ("All presets");
    save.onClick = [this] { askForName (pedal.allSounds().nameToSave()); };
    undo.onClick = [this] { pedal.allSounds().undo(); };
    copy.onClick = [this] { pedal.allSounds().copyToOtherSide(); };

    for (auto* side : { &a, &b })
    {
        side->setTooltip ("Two sounds to compare: A and B keep their own knobs and captures");
        side->onClick = [this, side] { if (! side->getToggleState()) pedal.allSounds().compare(); refresh(); };
        side->setMouseClickGrabsKeyboardFocus (false);
    }

    a.setTitle ("Sound A");
    b.setTitle ("Sound B");
    a.setConnectedEdges (juce::Button::ConnectedOnRight);
    b.setConnectedEdges (juce::Button::ConnectedOnLeft);
    name.setMouseClickGrabsKeyboardFocus (false);

    newName.setTextToShowWhenEmpty ("Name of the preset, then Enter", palette::faded);
    newName.setTitle ("Name of the preset");
    newName.setFont (PedalLook::font (15.0f));
    newName.setIndents (8, 7);
    newName.setInputRestrictions (60);
    newName.onEscapeKey = [this] { closeName(); };
    newName.onFocusLost = [this] { closeName(); };
    newName.onReturnKey = [this] { saveUnlessThere (newName.getText().trim()); };

    for (auto* child : std::initializer_list<juce::Component*> { &previous, &name, &next, &save, &undo, &a, &b, &copy })
        addAndMakeVisible (child);

    addChildComponent (newName);
    refresh();
}

void PresetBar::refresh()
{
    const auto& sounds = pedal.allSounds();
    const auto preset = sounds.presetName().isEmpty() ? juce::String ("No preset") : sounds.presetName();
    const bool modified = sounds.isModified();
    const auto text = modified ? preset + " *" : preset;

    if (name.getButtonText() != text)
    {
        name.setButtonText (text);
        name.setTitle ("Preset: " + preset + (modified ? ", modified" : ""));
        name.setTooltip ("All presets");

        for (const auto& each : sounds.factory())
            if (each.file == sounds.presetFile())
                name.setTooltip (each.about + (modified ? "\n* changed since" : ""));
    }

    const auto back = sounds.undone();
    undo.setEnabled (back.isNotEmpty());
    undo.setTooltip (back.isEmpty() ? juce::String ("Nothing to undo: captures and presets that were loaded can be taken back here") : "Undo: " + back);
    a.setToggleState (sounds.side() == 0, juce::dontSendNotification);
    b.setToggleState (sounds.side() == 1, juce::dontSendNotification);
}

void PresetBar::choose (const juce::File& file)
{
    report (pedal.allSounds().choose (file));
}

void PresetBar::step (int by)
{
    report (pedal.allSounds().step (by));
}

void PresetBar::showMenu()
{
    juce::PopupMenu menu;
    const auto present = pedal.allSounds().presetFile();
    menu.addSectionHeader ("Factory");

    for (const auto& preset : pedal.allSounds().factory())
        menu.addItem (preset.name, true, preset.file == present, [this, &preset] { pedal.allSounds().choose (preset); });

    menu.addSectionHeader ("Your own");

    for (const auto& file : PresetBank::user())
        menu.addItem (file.getFileNameWithoutExtension(), true, file == present, [this, file] { choose (file); });

    menu.addItem ("Save as...", save.onClick);
    show (menu);
}

void PresetBar::show (juce::PopupMenu& menu)
{
    menu.showMenuAsync (juce::PopupMenu::Options().withTargetComponent (name).withParentComponent (getParentComponent()).withMinimumWidth (name.getWidth()));
}

/** Over the preset that is shown it saves unasked. */
void PresetBar::saveUnlessThere (const juce::String& wanted)
{
    closeName();

    if (wanted.isEmpty())
        return;

    const auto file = PresetBank::userFile (wanted);
    file != pedal.allSounds().presetFile() && file.existsAsFile() ? askToReplace (wanted) : saveAs (wanted);
}

void PresetBar::saveAs (const juce::String& wanted)
{
    report (pedal.allSounds().save (wanted));
    refresh();
}

void PresetBar::askToReplace (const juce::String& wanted)
{
    juce::PopupMenu menu;
    menu.addSectionHeader (wanted + " is there already");
    menu.addItem ("Replace it", [this, wanted] { saveAs (wanted); });
    menu.addItem ("Another name...", [this, wanted] { askForName (wanted); });
    show (menu);
}

void PresetBar::askForName (const juce::String& offered)
{
    newName.setText (offered, false);
    newName.setVisible (true);
    newName.toFront (false);
    newName.grabKeyboardFocus();
    newName.selectAll();
}

/** From what is hidden JUCE gives the focus to the first button, where the next Return would choose another preset. */
void PresetBar::closeName()
{
    if (newName.hasKeyboardFocus (true))
        name.grabKeyboardFocus();

    newName.setVisible (false);
}

void PresetBar::resized()
{
    auto area = getLocalBounds();
    copy.setBounds (area.removeFromRight (30));
    b.setBounds (area.removeFromRight (34));
    a.setBounds (area.removeFromRight (34));
    area.removeFromRight (10);
    undo.setBounds (area.removeFromRight (30));
    save.setBounds (area.removeFromRight (30));
    area.removeFromRight (2);
    next.setBounds (area.removeFromRight (30));
    previous.setBounds (area.removeFromLeft (30));
    name.setBounds (area);
    newName.setBounds (area);
}

}

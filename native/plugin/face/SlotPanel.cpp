#include "plugin/face/SlotPanel.h"

#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

using namespace palette;

const char* SlotPanel::nameOf (Slot slot)
{
    return slot == Slot::pedal ? "PEDAL" : slot == Slot::amp ? "AMP" : "CAB";
}

static juce::RangedAudioParameter& switchOf (PedalProcessor& pedal, Slot slot)
{
    return pedal.allParameters()[Parameters::placeOf (slot == Slot::pedal ? "pedal_on" : slot == Slot::amp ? "amp_on" : "cab_on")];
}

SlotPanel::SlotPanel (PedalProcessor& processor, SoundLibrary& sounds, Drop& dropped, Slot place, std::function<void()> browse)
    : Component (nameOf (place)), pedal (processor), library (sounds), drop (dropped), slot (place),
      on (switchOf (processor, place), processor.midiControl(), juce::String (nameOf (place)) + " on", "Switches this slot on or off, with the same latency", nameOf (place))
{
    title.onClick = std::move (browse);
    title.setTooltip (juce::String ("Click for all sounds of this slot, or drop a file: ") + juce::String (SoundLibrary::endings (slot)).replace (";", ", "));
    title.setMouseClickGrabsKeyboardFocus (false);
    previous.onClick = [this] { step (-1); };
    next.onClick = [this] { step (1); };
    clear.onClick = [this] { pedal.allSounds().clearInBackground (slot); };

    for (auto* child : std::initializer_list<juce::Component*> { &on, &title, &previous, &next, &clear })
        addAndMakeVisible (child);

    show ({});
}

void SlotPanel::step (int by)
{
    auto& sounds = pedal.allSounds();

    if (const auto file = library.neighbour (slot, sounds.askedFor (slot, juce::File (contents.file)), by); file != juce::File())
        sounds.loadInBackground (slot, file);
}

static juce::String detailOf (const SlotContents& contents)
{
    juce::StringArray words;

    if (contents.family.isNotEmpty())    words.add (contents.family);
    if (contents.rate > 0)               words.add (juce::String (contents.rate / 1000.0, contents.rate % 1000 == 0 ? 0 : 1) + " kHz");
    if (! contents.knobs.empty())        words.add (juce::String (contents.knobs.size()) + (contents.knobs.size() == 1 ? " knob" : " knobs"));

    return words.joinIntoString (juce::String (juce::CharPointer_UTF8 (" \xc2\xb7 ")));
}

void SlotPanel::show (const SlotContents& next)
{
    contents = next;
    const bool empty = contents.name.isEmpty();
    title.name = empty ? juce::String ("empty") : contents.name;
    title.detail = empty ? juce::String ("click to choose, or drop a file") : detailOf (contents);
    title.setTitle (juce::String (nameOf (slot)) + " slot: " + title.name);
    title.setHelpText (title.detail);
    title.repaint();
    clear.setEnabled (! empty);
}

void SlotPanel::hover (bool now)
{
    hovered = now;
    repaint();
}

void SlotPanel::filesDropped (const juce::StringArray& files, int, int)
{
    hover (false);
    drop.take (files, slot);
}

void SlotPanel::Title::paintButton (juce::Graphics& g, bool over, bool)
{
    auto area = getLocalBounds().reduced (6, 2);
    g.setColour (over ? amber : cream);
    g.setFont (PedalLook::font (16.0f, true));
    g.drawFittedText (name, area.removeFromTop (21), juce::Justification::centredLeft, 1, 0.7f);
    g.setColour (faded);
    g.setFont (PedalLook::font (12.0f));
    g.drawFittedText (detail, area, juce::Justification::topLeft, 1, 0.8f);

    if (hasKeyboardFocus (false))
        PedalLook::drawFocus (g, getLocalBounds().toFloat(), 5.0f);
}

void SlotPanel::paint (juce::Graphics& g)
{
    const auto area = getLocalBounds().toFloat().reduced (0.5f);
    g.setColour (panel);
    g.fillRoundedRectangle (area, 7.0f);
    g.setColour (panelEdge);
    g.drawRoundedRectangle (area, 7.0f, 1.0f);
}

void SlotPanel::paintOverChildren (juce::Graphics& g)
{
    if (hovered)
        PedalLook::drawFocus (g, getLocalBounds().toFloat(), 7.0f);
}

void SlotPanel::resized()
{
    auto area = getLocalBounds().reduced (6, 5);
    auto top = area.removeFromTop (24);
    on.setBounds (top.removeFromLeft (84));
    clear.setBounds (top.removeFromRight (26));
    next.setBounds (top.removeFromRight (26));
    previous.setBounds (top.removeFromRight (26));
    title.setBounds (area);
}

}

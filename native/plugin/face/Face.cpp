#include "plugin/face/Face.h"

#include "jvm/Bundle.h"
#include "plugin/face/Backdrop.h"
#include "plugin/face/Layout.h"
#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"
#include "plugin/face/Wording.h"

namespace stompjar
{

using namespace palette;

Face::Face (PedalProcessor& processor)
    : pedal (processor), library (juce::File (juce::String::fromUTF8 (findResources().c_str()))),
      presets (processor, [this] (const juce::String& text) { say (text); }),
      gateOn (processor.allParameters()[Parameters::placeOf ("gate_on")], processor.midiControl(), "Gate on", "Switches the noise gate on or off", {}),
      toneOn (processor.allParameters()[Parameters::placeOf ("tone_on")], processor.midiControl(), "Tone stack on", "Switches bass, middle and treble on or off", {}),
      normalise (processor.allParameters()[Parameters::placeOf ("normalise")], processor.midiControl(), "Normalise",
                 "Brings the amp, or the pedal where no amp plays, to -18 dBFS, if its capture states its loudness", "NORMALISE"),
      calibrate (processor.allParameters()[Parameters::placeOf ("calibrate")], processor.midiControl(), "Calibrate",
                 "Gives the captures the analog levels that they state; set what 0 dBFS is at your interface beside it", "CALIBRATE"),
      foot (*processor.allParameters().bypass(), processor.midiControl()), browser (processor, library, drop, [this] (Slot slot) { slots[static_cast<size_t> (slot)]->takeFocus(); })
{
    line.onDismiss = [this] { pedal.allSounds().tryAgain(); };

    for (auto slot : { Slot::pedal, Slot::amp, Slot::cab })
    {
        slots.push_back (std::make_unique<SlotPanel> (pedal, library, drop, slot, [this, slot] { browse (slot); }));
        addAndMakeVisible (*slots.back());
    }

    addKnob (big, "drive", "drive", "The device's own knob, as its capture learned it. Shift drags finely, a double-click resets");
    addKnob (big, "tone", "tone", "The device's own knob, as its capture learned it. Shift drags finely, a double-click resets");
    addKnob (big, "level", "level", "Volume: 5 as captured, 10 is 12 dB more; the device's own where its capture learned one");
    addKnob (small, "input", "Input", "Trim before everything, dB");
    addKnob (small, "gate", "Gate", "Noise gate: threshold in dBFS; fully left is off");
    addKnob (small, "bass", "Bass", "Below 150 Hz, dB");
    addKnob (small, "middle", "Middle", "Around 600 Hz, dB");
    addKnob (small, "treble", "Treble", "Above 2.5 kHz, dB");
    addKnob (small, "low_cut", "Low cut", "Takes away what is below, 12 dB per octave; fully left is off");
    addKnob (small, "high_cut", "High cut", "Takes away what is above, 12 dB per octave; fully right is off");
    addKnob (small, "mix", "Mix", "Dry to wet, aligned in time");
    addKnob (small, "interface_level", "Interface", "What 0 dBFS is at your audio interface, dBu; for Calibrate");
    addKnob (small, "output", "Output", "Trim after everything, dB");

    for (auto* child : std::initializer_list<juce::Component*> { &presets, &input, &output, &gateOn, &toneOn, &normalise, &calibrate, &foot, &left, &right, &line })
        addAndMakeVisible (child);

    addChildComponent (browser);
    setTitle ("Stompjar");
    setFocusContainerType (FocusContainerType::keyboardFocusContainer);
    setSize (width, height);
    refresh();
}

Knob& Face::addKnob (std::vector<std::unique_ptr<Knob>>& knobs, const char* id, const juce::String& name, const juce::String& hint)
{
    knobs.push_back (std::make_unique<Knob> (pedal.allParameters()[Parameters::placeOf (id)], pedal.midiControl(), name, hint));
    addAndMakeVisible (*knobs.back());
    return *knobs.back();
}

void Face::browse (Slot slot)
{
    if (browser.isVisible() && browser.slotShown() == slot)
        browser.close();
    else
        browser.open (slot, juce::File (slots[static_cast<size_t> (slot)]->shown().file));
}

//======================================================================================================================
void Face::tick()
{
    const auto trim = juce::Decibels::decibelsToGain (pedal.allParameters().value (Parameters::placeOf ("input")));
    input.update (pedal.allMeters().takeInput() * trim);
    output.update (pedal.allMeters().takeOutput());

    if (const auto changes = pedal.statusChanges(); changes != shownChange)
    {
        shownChange = changes;
        said.clear();
        refresh();
    }
    else if (++ticks % 10 == 0)
    {
        presets.refresh();
        showReadouts (pedal.report());
    }
}

void Face::refresh()
{
    const auto report = pedal.report();

    if (report.state != Brain::Report::State::busy)
    {
        for (auto slot : { Slot::pedal, Slot::amp, Slot::cab })
        {
            auto& panel = *slots[static_cast<size_t> (slot)];
            panel.show (pedal.contents (slot));
            browser.setPlaying (slot, juce::File (panel.shown().file));
        }

        nameBigKnobs (slots[0]->shown());
        makeFurtherKnobs (slots[0]->shown(), slots[1]->shown());
    }

    presets.refresh();
    showReadouts (report);
    showLine (report);
    repaint();
}

/** The words of the device. */
void Face::nameBigKnobs (const SlotContents& contents)
{
    for (auto& knob : big)
    {
        const auto& id = parameterSpecs[knob->getParameter().getParameterIndex()].id;
        const auto learned = std::find_if (contents.knobs.begin(), contents.knobs.end(), [&] (const auto& each) { return each.parameterId == id; });
        const bool isLevel = juce::String (id) == "level", isDrive = juce::String (id) == "drive";

        if (learned != contents.knobs.end())
            knob->setNameAndNote (learned->name, "learned from the device");
        else if (isLevel)
            knob->setNameAndNote ("level", "volume");
        else if (contents.stands)
            knob->setNameAndNote (isDrive ? "gain" : "tilt", "stand-in: the capture has no knobs");
        else
            knob->setNameAndNote (id, contents.name.isEmpty() ? "no pedal" : "not learned");

        knob->setUsed (learned != contents.knobs.end() || isLevel || contents.stands);
    }
}

void Face::makeFurtherKnobs (const SlotContents& ofPedal, const SlotContents& ofAmp)
{
    std::vector<std::pair<juce::String, juce::String>> wanted;    // id, name

    for (const auto& knob : ofPedal.knobs)
        if (knob.parameterId.startsWith ("knob"))
            wanted.push_back ({ knob.parameterId, knob.name });

    pedalKnobs = static_cast<int> (wanted.size());

    for (const auto& knob : ofAmp.knobs)
        if (knob.parameterId.isNotEmpty())
            wanted.push_back ({ knob.parameterId, knob.name });

    if (ofAmp.stands)
    {
        wanted.push_back ({ "amp_knob1", "gain*" });
        wanted.push_back ({ "amp_knob2", "tilt*" });
    }

    std::vector<juce::String> keys;

    for (const auto& [id, name] : wanted)
        keys.push_back (id + " " + name);

    if (keys == furtherIds)
        return;

    furtherIds = keys;
    further.clear();

    for (const auto& [id, name] : wanted)
        addKnob (further, id.toRawUTF8(), name, name.endsWithChar ('*') ? "Stands in for a knob that the amp's capture does not have; fully left is the middle"
                                                                        : "The device's own knob; fully left is where its capture has it");

    browser.toFront (false);
    resized();
}

void Face::showReadouts (const Brain::Report& report)
{
    left.show (wording::runtime (report, pedal.allMeters().load(), slots[0]->shown()));
    right.show (wording::engine (report, slots[0]->shown()));

    if (report.problem != shownProblem)    // a capture went silent, or plays again
        showLine (report);
}

void Face::showLine (const Brain::Report& report)
{
    shownProblem = report.problem;

    if (said.isNotEmpty())
        return line.show (said, true);

    const auto sentence = wording::sentence (report, slots[0]->shown(), slots[1]->shown());
    line.show (sentence.text, sentence.isWrong);
}

void Face::say (const juce::String& text)
{
    said = text;
    showLine (pedal.report());
}

//======================================================================================================================
void Face::resized()
{
    presets.setBounds (place::presets);
    line.setBounds (place::line);
    browser.setBounds (place::body);

    auto row = place::slotRow;

    for (auto& slot : slots)
    {
        slot->setBounds (row.removeFromLeft (298));
        row.removeFromLeft (13);
    }

    auto bigArea = place::bigKnobs;

    if (! further.empty())
    {
        auto area = bigArea.removeFromBottom (place::furtherHeight);
        const auto count = static_cast<int> (further.size());
        const auto cell = juce::jmin (place::smallWidth, area.getWidth() / count);
        area = area.withSizeKeepingCentre (cell * count, area.getHeight());

        for (auto& knob : further)
            knob->setBounds (area.removeFromLeft (cell));
    }

    const auto cell = bigArea.getWidth() / 3;

    for (auto& knob : big)
        knob->setBounds (bigArea.removeFromLeft (cell));

    input.setBounds (place::input.withSizeKeepingCentre (44, place::input.getHeight()));
    output.setBounds (place::output.withSizeKeepingCentre (44, place::output.getHeight()));

    const auto under = [] (const place::Area& column) { return place::smallKnobs.withX (column.getX()).withWidth (column.getWidth()).reduced (3, 0); };
    small.front()->setBounds (under (place::input));
    small.back()->setBounds (under (place::output));

    auto smallArea = place::smallKnobs;
    const auto put = [&] (size_t i) { small[i]->setBounds (smallArea.removeFromLeft (place::smallWidth)); };
    put (1);
    smallArea.removeFromLeft (12);
    put (2); put (3); put (4);
    smallArea.removeFromLeft (12);
    put (5); put (6);
    smallArea.removeFromLeft (12);
    put (7);
    smallArea.removeFromLeft (14);
    small[8]->setBounds (smallArea.removeFromRight (place::smallWidth));
    auto switches = smallArea.reduced (0, 12);
    normalise.setBounds (switches.removeFromTop (switches.getHeight() / 2).reduced (0, 2));
    calibrate.setBounds (switches.reduced (0, 2));

    // A light at the corner of what it switches.
    const auto corner = [&] (size_t i) { return small[i]->getBounds().withSize (24, 24).translated (-5, -4); };
    gateOn.setBounds (corner (1));
    toneOn.setBounds (corner (2));

    foot.setBounds (place::foot);
    left.setBounds (132, 508, 296, 40);
    right.setBounds (532, 508, 296, 40);

    // The keyboard goes the way of the signal.
    int order = 1;
    const auto next = [&order] (juce::Component& component) { component.setExplicitFocusOrder (order++); };
    next (presets);
    for (auto& slot : slots)    next (*slot);
    next (input);
    for (auto& knob : big)      next (*knob);
    for (auto& knob : further)  next (*knob);
    for (auto& knob : small)
    {
        if (knob == small[1])       next (gateOn);
        else if (knob == small[2])  next (toneOn);
        next (*knob);
    }
    next (normalise);
    next (calibrate);
    next (output);
    next (foot);
}

void Face::paint (juce::Graphics& g)
{
    drawBackdrop (g);

    if (! further.empty())
    {
        auto area = place::bigKnobs;
        const auto row = area.removeFromBottom (place::furtherHeight);
        g.setColour (faded);
        g.setFont (PedalLook::font (11.0f, true));
        const auto first = further.front()->getX();
        const auto words = pedalKnobs == 0 ? "AMP" : pedalKnobs == static_cast<int> (further.size()) ? "PEDAL" : "PEDAL, AMP";
        g.drawFittedText (words, row.withLeft (place::bigKnobs.getX()).withRight (first - 6), juce::Justification::centredRight, 1, 0.7f);
    }
}

}

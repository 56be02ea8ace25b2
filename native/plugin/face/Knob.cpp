#include "plugin/face/Knob.h"

#include "plugin/face/ControllerMenu.h"
#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

static constexpr float travel = 0.8f * juce::MathConstants<float>::pi;    // to each side of the top

Knob::Dial::Dial()
{
    setSliderStyle (juce::Slider::RotaryHorizontalVerticalDrag);
    setTextBoxStyle (juce::Slider::NoTextBox, false, 0, 0);
    setRotaryParameters (juce::MathConstants<float>::twoPi - travel, juce::MathConstants<float>::twoPi + travel, true);
    setMouseDragSensitivity (200);
    setWantsKeyboardFocus (true);
    setMouseClickGrabsKeyboardFocus (false);    // the host keeps its keys while the mouse plays
}

void Knob::Dial::mouseDown (const juce::MouseEvent& event)
{
    if (event.mods.isPopupMenu())
        return showMenu();

    last = virtualPosition = event.position;
    Slider::mouseDown (event);
}

/** The slider sees a mouse that moves a tenth as far while Shift is held. */
void Knob::Dial::mouseDrag (const juce::MouseEvent& event)
{
    if (event.mods.isPopupMenu())
        return;

    virtualPosition += (event.position - last) * (event.mods.isShiftDown() ? 0.1f : 1.0f);
    last = event.position;
    Slider::mouseDrag (event.withNewPosition (virtualPosition));
}

void Knob::Dial::mouseUp (const juce::MouseEvent& event)
{
    if (! event.mods.isPopupMenu())
        Slider::mouseUp (event);
}

/** How far a key turns a knob, as a share of its way; 0 if it does not. */
static double shareOf (const juce::KeyPress& key)
{
    const auto code = key.getKeyCode();
    const auto keys = key.getModifiers();
    const auto step = keys.isShiftDown() ? 0.001 : 0.01;

    if (keys.isCtrlDown() || keys.isAltDown() || keys.isCommandDown())                     return 0.0;
    if (code == juce::KeyPress::upKey || code == juce::KeyPress::rightKey)                 return step;
    if (code == juce::KeyPress::downKey || code == juce::KeyPress::leftKey)                return -step;
    if (code == juce::KeyPress::pageUpKey)                                                 return 0.1;
    if (code == juce::KeyPress::pageDownKey)                                               return -0.1;
    return code == juce::KeyPress::endKey ? 1.0 : code == juce::KeyPress::homeKey ? -1.0 : 0.0;
}

bool Knob::Dial::keyPressed (const juce::KeyPress& key)
{
    if (controllerMenu::isAskedFor (key))
    {
        showMenu();
        return true;
    }

    const auto share = shareOf (key);

    if (share == 0.0)
        return false;

    turn (share);
    return true;
}

/** By this share of its way, or to the next value that there is, in one gesture: a thousandth of a low cut's way is less than its steps of a hertz. */
void Knob::Dial::turn (double share)
{
    const ScopedDragNotification gesture (*this);
    const auto before = getValue();
    auto to = valueToProportionOfLength (before);

    do
    {
        to = juce::jlimit (0.0, 1.0, to + share);
        setValue (proportionOfLengthToValue (to), juce::sendNotificationSync);
    }
    while (getValue() == before && to > 0.0 && to < 1.0);
}

/** Where nothing is done to the sound, from 0 to 1: the middle for decibels up and down, the right end for a high cut. */
static float restOf (const juce::RangedAudioParameter& parameter)
{
    switch (parameterSpecs[parameter.getParameterIndex()].unit)
    {
        case ParameterSpec::Unit::decibels:
        case ParameterSpec::Unit::highCut:   return parameter.getDefaultValue();
        default:                             return 0.0f;
    }
}

Knob::Knob (juce::RangedAudioParameter& turned, MidiControl& control, const juce::String& name, const juce::String& what)
    : parameter (turned), midi (control), hint (what)
{
    attachment = std::make_unique<juce::SliderParameterAttachment> (parameter, dial);
    dial.setDoubleClickReturnValue (true, parameter.convertFrom0to1 (parameter.getDefaultValue()));
    dial.getProperties().set ("rest", restOf (parameter));
    dial.showMenu = [this] { controllerMenu::show (dial, parameter, midi); };
    dial.onValueChange = [this] { movedAt = juce::Time::getMillisecondCounter(); repaint(); };
    addAndMakeVisible (dial);
    setNameAndNote (name, {});
    showController();
    movedAt = 0;
    startTimerHz (15);
}

void Knob::setNameAndNote (const juce::String& name, const juce::String& small)
{
    title = name;
    note = small;
    setName (name);
    dial.setName (name);
    dial.setTitle (note.isEmpty() ? name : name + ", " + note);
    repaint();
}

void Knob::setUsed (bool used)
{
    dial.setEnabled (used);
    setAlpha (used ? 1.0f : 0.45f);
}

bool Knob::isTouched() const
{
    return dial.isMouseOverOrDragging() || dial.hasKeyboardFocus (false)
        || (movedAt != 0 && juce::Time::getMillisecondCounter() - movedAt < 1200);
}

/** In the tooltip, and for screen readers. */
void Knob::showController()
{
    const auto line = controllerMenu::line (parameter, midi);
    const auto text = line.isEmpty() ? hint : hint + "\n" + line;

    if (text == dial.getTooltip())
        return;

    dial.setTooltip (text);
    dial.setHelpText (text);
    repaint();
}

void Knob::timerCallback()
{
    showController();

    if (const bool touched = isTouched(); touched != shownTouched)
    {
        shownTouched = touched;
        repaint();
    }
}

void Knob::resized()
{
    const auto text = getHeight() > 120 ? 38 : 20;
    dial.setBounds (getLocalBounds().withTrimmedBottom (text));
}

void Knob::paint (juce::Graphics& g)
{
    const bool big = getHeight() > 120;
    auto text = getLocalBounds().withTop (dial.getBottom());
    const bool touched = isTouched(), learning = midi.isLearning (parameter.getParameterIndex());

    g.setFont (PedalLook::font (big ? 19.0f : 12.5f, true));
    g.setColour (touched || learning ? palette::amber : palette::cream);
    const auto words = learning ? juce::String ("MIDI...") : touched ? parameter.getText (parameter.getValue(), 32) : big ? title.toUpperCase() : title;
    g.drawFittedText (words, text.removeFromTop (big ? 22 : 18), juce::Justification::centred, 1, 0.75f);

    if (big && note.isNotEmpty())
    {
        g.setFont (PedalLook::font (12.5f));
        g.setColour (palette::faded);
        g.drawFittedText (note, text.removeFromTop (15), juce::Justification::centred, 1, 0.75f);
    }
}

}

#include "plugin/face/Buttons.h"

#include "plugin/face/ControllerMenu.h"
#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

using namespace palette;

void drawLed (juce::Graphics& g, juce::Point<float> centre, float radius, bool lit, juce::Colour colour)
{
    const auto disc = [&] (float r) { return juce::Rectangle<float> (r * 2.0f, r * 2.0f).withCentre (centre); };

    if (lit)
    {
        g.setGradientFill ({ colour.withAlpha (0.55f), centre, colour.withAlpha (0.0f), centre.translated (radius * 2.6f, 0), true });
        g.fillEllipse (disc (radius * 2.6f));
    }

    g.setColour (juce::Colours::black.withAlpha (0.8f));
    g.fillEllipse (disc (radius * 1.25f));
    g.setGradientFill (lit ? juce::ColourGradient (colour.brighter (0.9f), centre.translated (-radius * 0.3f, -radius * 0.3f), colour, centre.translated (radius, radius), true)
                           : juce::ColourGradient (unlit.brighter (0.25f), centre.translated (-radius * 0.3f, -radius * 0.3f), unlit, centre.translated (radius, radius), true));
    g.fillEllipse (disc (radius));
}

//======================================================================================================================
ParameterButton::ParameterButton (juce::RangedAudioParameter& switched, MidiControl& control, const juce::String& name, const juce::String& hint)
    : Button (name), parameter (switched), midi (control)
{
    setTooltip (hint);
    setHelpText (hint);
    setMouseClickGrabsKeyboardFocus (false);
}

void ParameterButton::mouseDown (const juce::MouseEvent& event)
{
    event.mods.isPopupMenu() ? controllerMenu::show (*this, parameter, midi) : Button::mouseDown (event);
}

bool ParameterButton::keyPressed (const juce::KeyPress& key)
{
    if (! controllerMenu::isAskedFor (key))
        return Button::keyPressed (key);

    controllerMenu::show (*this, parameter, midi);
    return true;
}

juce::String ParameterButton::getTooltip()
{
    const auto line = controllerMenu::line (parameter, midi);
    return line.isEmpty() ? SettableTooltipClient::getTooltip() : SettableTooltipClient::getTooltip() + "\n" + line;
}

//======================================================================================================================
Footswitch::Footswitch (juce::RangedAudioParameter& bypass, MidiControl& control)
    : ParameterButton (bypass, control, "Effect on", "Footswitch: the effect, or the dry signal with the same latency"),
      attachment (bypass, [this] (float value) { setToggleState (value < 0.5f, juce::dontSendNotification); })
{
    setClickingTogglesState (false);    // the parameter does
    setToggleable (true);
    onClick = [this] { attachment.setValueAsCompleteGesture (getToggleState() ? 1.0f : 0.0f); };
    attachment.sendInitialUpdate();
}

void Footswitch::paintButton (juce::Graphics& g, bool over, bool down)
{
    auto area = getLocalBounds().toFloat();
    const auto light = area.removeFromTop (20.0f).getCentre();
    const auto radius = juce::jmin (area.getWidth(), area.getHeight()) * 0.5f - 7.0f;
    const auto centre = area.getCentre();
    const auto disc = [&] (float r) { return juce::Rectangle<float> (r * 2.0f, r * 2.0f).withCentre (centre); };

    g.setColour (juce::Colours::black.withAlpha (0.28f));
    g.fillEllipse (disc (radius + 2.0f).translated (0, 2.0f));

    juce::Path nut;
    nut.addPolygon (centre, 6, radius, juce::MathConstants<float>::pi / 6.0f);
    g.setGradientFill ({ juce::Colour (0xffd5d9da), centre.translated (0, -radius), juce::Colour (0xff70797d), centre.translated (0, radius), false });
    g.fillPath (nut);

    const auto button = down ? 0.62f : 0.66f;
    g.setColour (juce::Colour (0xff3f474b));
    g.fillEllipse (disc (radius * 0.74f));
    g.setGradientFill ({ juce::Colour (over ? 0xffffffff : 0xfff2f4f4), centre.translated (-radius * 0.3f, -radius * 0.5f), juce::Colour (0xff8d969a),
                         centre.translated (radius * 0.3f, radius * 0.6f), true });
    g.fillEllipse (disc (radius * button));
    g.setColour (juce::Colours::black.withAlpha (0.18f));
    g.drawEllipse (disc (radius * button * 0.72f), 1.0f);

    drawLed (g, light, 6.5f, getToggleState(), amber);

    if (hasKeyboardFocus (false))
        PedalLook::drawFocus (g, area, 8.0f);
}

//======================================================================================================================
LedSwitch::LedSwitch (juce::RangedAudioParameter& parameter, MidiControl& control, const juce::String& name, const juce::String& hint, const juce::String& word)
    : ParameterButton (parameter, control, name, hint), shown (word), attachment (parameter, *this)
{
    setClickingTogglesState (true);
}

void LedSwitch::paintButton (juce::Graphics& g, bool over, bool)
{
    auto area = getLocalBounds().toFloat();
    drawLed (g, area.removeFromLeft (juce::jmin (area.getWidth(), shown.isEmpty() ? area.getWidth() : 22.0f)).getCentre(), 4.8f, getToggleState(), amber);
    g.setColour (over ? cream : getToggleState() ? cream : faded);
    g.setFont (PedalLook::font (12.5f, true));
    g.drawFittedText (shown, area.toNearestInt(), juce::Justification::centredLeft, 1, 0.8f);

    if (hasKeyboardFocus (false))
        PedalLook::drawFocus (g, getLocalBounds().toFloat(), 5.0f);
}

//======================================================================================================================
/** Each in a square from 0 to 24. */
static juce::Path draw (IconButton::Icon icon)
{
    using Icon = IconButton::Icon;
    juce::Path path;

    const auto polyline = [&path] (std::initializer_list<juce::Point<float>> points, bool closed = false)
    {
        bool first = true;

        for (const auto point : points)
        {
            first ? path.startNewSubPath (point) : path.lineTo (point);
            first = false;
        }

        if (closed)
            path.closeSubPath();
    };

    switch (icon)
    {
        case Icon::previous: polyline ({ { 15, 4 }, { 7, 12 }, { 15, 20 } }); break;
        case Icon::next:     polyline ({ { 9, 4 }, { 17, 12 }, { 9, 20 } }); break;
        case Icon::clear:    polyline ({ { 6, 6 }, { 18, 18 } }); polyline ({ { 18, 6 }, { 6, 18 } }); break;
        case Icon::open:     polyline ({ { 3, 19 }, { 3, 5 }, { 9, 5 }, { 11, 8 }, { 21, 8 }, { 21, 19 } }, true); break;
        case Icon::save:     polyline ({ { 12, 3 }, { 12, 14 } }); polyline ({ { 7, 10 }, { 12, 15 }, { 17, 10 } }); polyline ({ { 4, 16 }, { 4, 20 }, { 20, 20 }, { 20, 16 } }); break;
        case Icon::copy:     path.addRoundedRectangle (4.0f, 4.0f, 11.0f, 11.0f, 2.0f); polyline ({ { 19, 9 }, { 20, 9 }, { 20, 20 }, { 9, 20 }, { 9, 19 } }); break;
        case Icon::star:     path.addStar ({ 12, 12.5f }, 5, 4.2f, 10.0f); break;

        case Icon::undo:
            path.addCentredArc (12.5f, 13.0f, 7.0f, 7.0f, 0.0f, -1.2f, 2.6f, true);
            polyline ({ { 5.2f, 4.6f }, { 5.6f, 10.6f }, { 11.4f, 9.2f } });
            break;
    }

    return path;
}

IconButton::IconButton (Icon icon, const juce::String& name, const juce::String& hint)
    : Button (name), path (draw (icon)), filled (icon == Icon::star)
{
    setTooltip (hint.isEmpty() ? name : hint);
    setHelpText (hint);
    setMouseClickGrabsKeyboardFocus (false);
}

void IconButton::paintButton (juce::Graphics& g, bool over, bool down)
{
    const auto area = getLocalBounds().toFloat();

    if (over || down)
    {
        g.setColour (cream.withAlpha (down ? 0.18f : 0.1f));
        g.fillRoundedRectangle (area.reduced (1.0f), 5.0f);
    }

    const auto side = juce::jmin (18.0f, juce::jmin (area.getWidth(), area.getHeight()) - 6.0f);
    const auto square = juce::Rectangle<float> (side, side).withCentre (area.getCentre());
    const auto place = juce::AffineTransform::scale (side / 24.0f).translated (square.getX(), square.getY());
    const bool lit = getToggleState();
    g.setColour (! isEnabled() ? faded.withAlpha (0.35f) : lit ? amber : over ? cream : faded);

    if (filled && lit)
        g.fillPath (path, place);

    g.strokePath (path, juce::PathStrokeType (1.7f, juce::PathStrokeType::curved, juce::PathStrokeType::rounded), place);

    if (hasKeyboardFocus (false))
        PedalLook::drawFocus (g, area, 5.0f);
}

}

#include "plugin/face/PedalLook.h"

#include "plugin/face/Palette.h"

namespace stompjar
{

using namespace palette;

PedalLook::PedalLook()
{
    setColourScheme ({ ground, panel, panel, panelEdge, cream, panelEdge, ground, amber, cream });
    setColour (juce::TextButton::textColourOffId, cream);
    setColour (juce::TextButton::textColourOnId, ground);
    setColour (juce::TextEditor::backgroundColourId, ground);
    setColour (juce::TextEditor::outlineColourId, panelEdge);
    setColour (juce::TextEditor::focusedOutlineColourId, amber);
    setColour (juce::ListBox::backgroundColourId, ground);
    setColour (juce::PopupMenu::backgroundColourId, panel);
    setColour (juce::PopupMenu::textColourId, cream);
    setColour (juce::PopupMenu::highlightedBackgroundColourId, enamelLight);
    setColour (juce::PopupMenu::highlightedTextColourId, cream);
    setColour (juce::PopupMenu::headerTextColourId, amber);
    setColour (juce::ScrollBar::thumbColourId, rubberLight);
    setColour (juce::Label::textColourId, cream);
}

juce::Font PedalLook::font (float height, bool bold)
{
    return juce::Font (height, bold ? juce::Font::bold : juce::Font::plain);
}

void PedalLook::drawFocus (juce::Graphics& g, juce::Rectangle<float> area, float corner)
{
    g.setColour (amber.withAlpha (0.9f));
    g.drawRoundedRectangle (area.reduced (0.75f), corner, 1.5f);
}

//======================================================================================================================
static juce::Point<float> onCircle (juce::Point<float> centre, float radius, float angle)
{
    return centre.getPointOnCircumference (radius, angle);
}

/** Eleven marks, as on a pedal whose knob goes from 0 to 10. */
static void drawMarks (juce::Graphics& g, juce::Point<float> centre, float radius, float start, float end)
{
    for (int i = 0; i <= 10; ++i)
    {
        const auto angle = start + (end - start) * static_cast<float> (i) / 10.0f;
        const bool strong = i % 5 == 0;

        if (! strong && radius < 40.0f)    // too fine to be seen
            continue;

        g.setColour (cream.withAlpha (strong ? 0.9f : 0.5f));
        g.drawLine ({ onCircle (centre, radius * (strong ? 0.915f : 0.94f), angle), onCircle (centre, radius * 0.995f, angle) }, radius * 0.026f + 0.4f);
    }
}

/** From where the parameter rests (the middle, for decibels) to where it is. */
static void drawTravel (juce::Graphics& g, juce::Point<float> centre, float radius, float from, float to, bool enabled)
{
    juce::Path arc;
    arc.addCentredArc (centre.x, centre.y, radius, radius, 0.0f, juce::jmin (from, to), juce::jmax (from, to), true);
    g.setColour (enabled ? amber : faded.withAlpha (0.4f));
    g.strokePath (arc, juce::PathStrokeType (juce::jmax (2.0f, radius * 0.055f), juce::PathStrokeType::curved, juce::PathStrokeType::rounded));
}

/** A knurled skirt, a cap that the light falls on from above, a pointer. */
static void drawCap (juce::Graphics& g, juce::Point<float> centre, float radius, float angle)
{
    const auto disc = [&] (float r) { return juce::Rectangle<float> (r * 2.0f, r * 2.0f).withCentre (centre); };

    g.setGradientFill ({ juce::Colours::black.withAlpha (0.55f), centre.translated (0, radius * 0.15f), juce::Colours::transparentBlack,
                         centre.translated (0, radius * 1.25f), true });
    g.fillEllipse (disc (radius * 1.18f).translated (0, radius * 0.12f));

    juce::Path skirt;
    constexpr int teeth = 36;

    for (int i = 0; i < teeth * 2; ++i)
    {
        const auto point = onCircle (centre, radius * (i % 2 == 0 ? 1.0f : 0.955f), angle + juce::MathConstants<float>::pi * static_cast<float> (i) / teeth);
        i == 0 ? skirt.startNewSubPath (point) : skirt.lineTo (point);
    }

    skirt.closeSubPath();
    g.setGradientFill ({ rubberLight, centre.translated (0, -radius), rubber, centre.translated (0, radius), false });
    g.fillPath (skirt);

    g.setGradientFill ({ juce::Colour (0xff4a545c), centre.translated (0, -radius * 0.8f), juce::Colour (0xff1d2327), centre.translated (0, radius * 0.8f), false });
    g.fillEllipse (disc (radius * 0.76f));
    g.setGradientFill ({ juce::Colour (0xff262d32), centre.translated (0, -radius * 0.7f), juce::Colour (0xff343d44), centre.translated (0, radius * 0.7f), false });
    g.fillEllipse (disc (radius * 0.69f));

    juce::Path pointer;
    pointer.addRoundedRectangle (-radius * 0.05f, -radius * 0.93f, radius * 0.1f, radius * 0.52f, radius * 0.05f);
    g.setColour (cream);
    g.fillPath (pointer, juce::AffineTransform::rotation (angle).translated (centre));
}

void PedalLook::drawRotarySlider (juce::Graphics& g, int x, int y, int width, int height, float position, float start, float end, juce::Slider& slider)
{
    const auto area = juce::Rectangle<int> (x, y, width, height).toFloat();
    const auto radius = juce::jmin (area.getWidth(), area.getHeight()) * 0.5f - 1.0f;
    const auto centre = area.getCentre();
    const auto angle = start + position * (end - start);
    const auto rest = static_cast<float> (slider.getProperties().getWithDefault ("rest", 0.0));

    drawMarks (g, centre, radius, start, end);
    drawTravel (g, centre, radius * 0.86f, start + rest * (end - start), angle, slider.isEnabled());
    drawCap (g, centre, radius * 0.74f, angle);

    if (slider.hasKeyboardFocus (false))
        drawFocus (g, area, 6.0f);
}

//======================================================================================================================
void PedalLook::drawButtonBackground (juce::Graphics& g, juce::Button& button, const juce::Colour&, bool over, bool down)
{
    const auto area = button.getLocalBounds().toFloat().reduced (0.5f);
    const auto on = button.getToggleState();
    g.setColour (on ? amber : down ? panelEdge : over ? panelEdge.withMultipliedBrightness (0.85f) : panel);
    g.fillRoundedRectangle (area, 5.0f);
    g.setColour (on ? amber : panelEdge);
    g.drawRoundedRectangle (area, 5.0f, 1.0f);

    if (button.hasKeyboardFocus (false))
        drawFocus (g, area, 5.0f);
}

juce::Font PedalLook::getTextButtonFont (juce::TextButton&, int height) { return font (juce::jmin (14.0f, static_cast<float> (height) * 0.55f), true); }
juce::Font PedalLook::getPopupMenuFont() { return font (15.0f); }

static juce::TextLayout tooltipLayout (const juce::String& text)
{
    juce::AttributedString words;
    words.append (text, PedalLook::font (13.0f), cream);
    juce::TextLayout layout;
    layout.createLayoutWithBalancedLineLengths (words, 300.0f);
    return layout;
}

juce::Rectangle<int> PedalLook::getTooltipBounds (const juce::String& text, juce::Point<int> at, juce::Rectangle<int> parent)
{
    const auto layout = tooltipLayout (text);
    const auto width = static_cast<int> (layout.getWidth()) + 20, height = static_cast<int> (layout.getHeight()) + 12;
    return juce::Rectangle<int> (at.x > parent.getCentreX() ? at.x - width - 8 : at.x + 16, at.y > parent.getCentreY() ? at.y - height - 8 : at.y + 12, width, height)
        .constrainedWithin (parent);
}

void PedalLook::drawTooltip (juce::Graphics& g, const juce::String& text, int width, int height)
{
    const auto area = juce::Rectangle<int> (width, height).toFloat();
    g.setColour (panel);
    g.fillRoundedRectangle (area, 5.0f);
    g.setColour (panelEdge);
    g.drawRoundedRectangle (area.reduced (0.5f), 5.0f, 1.0f);
    tooltipLayout (text).draw (g, area.reduced (10.0f, 6.0f));
}

}

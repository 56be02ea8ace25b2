#include "plugin/face/Backdrop.h"

#include "plugin/face/Layout.h"
#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

using namespace palette;

static void drawLogo (juce::Graphics& g)
{
    // A jar that holds something hot.
    juce::Path glass, lid, filling;
    glass.addRoundedRectangle (22.0f, 17.0f, 22.0f, 26.0f, 5.0f);
    lid.addRoundedRectangle (24.0f, 10.0f, 18.0f, 6.0f, 2.0f);
    filling.addRoundedRectangle (24.5f, 27.0f, 17.0f, 13.5f, 3.5f);
    g.setGradientFill ({ amber.brighter (0.3f), 33.0f, 26.0f, juce::Colour (0xffe0632d), 33.0f, 41.0f, false });
    g.fillPath (filling);
    g.setColour (cream);
    g.fillPath (lid);
    g.strokePath (glass, juce::PathStrokeType (2.0f));

    g.setFont (PedalLook::font (27.0f, true).withExtraKerningFactor (0.09f));
    g.drawFittedText ("STOMPJAR", 56, 8, 240, 37, juce::Justification::centredLeft, 1, 1.0f);
}

static void drawScrew (juce::Graphics& g, float x, float y, float turn)
{
    const juce::Rectangle<float> head (x - 6.0f, y - 6.0f, 12.0f, 12.0f);
    g.setGradientFill ({ juce::Colour (0xffc3cacc), x - 3, y - 4, juce::Colour (0xff596468), x + 4, y + 5, false });
    g.fillEllipse (head);
    juce::Path slit;
    slit.addRectangle (-4.6f, -0.9f, 9.2f, 1.8f);
    g.setColour (juce::Colour (0xff2a3134));
    g.fillPath (slit, juce::AffineTransform::rotation (turn).translated (x, y));
}

void drawBackdrop (juce::Graphics& g)
{
    g.fillAll (ground);
    drawLogo (g);

    const auto body = place::body.toFloat();
    g.setGradientFill ({ enamelLight, body.getX(), body.getY(), enamelDark, body.getX(), body.getBottom(), false });
    g.fillRoundedRectangle (body, 14.0f);
    g.setColour (cream.withAlpha (0.14f));
    g.drawRoundedRectangle (body.reduced (1.0f), 13.0f, 1.5f);

    for (float x : { body.getX() + 15.0f, body.getRight() - 15.0f })
        for (float y : { body.getY() + 15.0f, body.getBottom() - 15.0f })
            drawScrew (g, x, y, 0.013f * (x + 3.0f * y));

    // Sections, engraved.
    g.setColour (juce::Colours::black.withAlpha (0.22f));
    g.fillRoundedRectangle (place::smallKnobs.expanded (6, 5).toFloat(), 9.0f);

    for (const auto& column : { place::input, place::output })
        g.fillRoundedRectangle (column.withTop (column.getY() - 10).withBottom (place::smallKnobs.getBottom() + 5).toFloat(), 9.0f);
}

}

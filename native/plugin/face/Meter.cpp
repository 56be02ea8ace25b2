#include "plugin/face/Meter.h"

#include <juce_audio_basics/juce_audio_basics.h>

#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

using namespace palette;

Meter::Meter (const juce::String& name) : Component (name)
{
    setTitle (name);
    setTooltip (name + ": peak in dBFS. The red light stays until it is clicked, or Return pressed here");
    setWantsKeyboardFocus (true);
    setMouseClickGrabsKeyboardFocus (false);
}

void Meter::update (float peak)
{
    const auto db = juce::jmin (juce::Decibels::gainToDecibels (peak, floorDb), ceilingDb);    // what is no number is silence
    const auto before = std::make_tuple (shownDb, heldDb, clipped);

    shownDb = juce::jmax (db, shownDb - 0.9f, floorDb);    // falls 27 dB a second
    clipped = clipped || peak > 1.0f;

    if (db >= heldDb || ++heldFor > 60)
    {
        heldDb = juce::jmax (db, db >= heldDb ? db : heldDb - 1.5f);
        heldFor = db >= heldDb ? 0 : heldFor;
    }

    if (before != std::make_tuple (shownDb, heldDb, clipped))
        repaint();
}

bool Meter::keyPressed (const juce::KeyPress& key)
{
    if (key != juce::KeyPress::returnKey && key != juce::KeyPress::spaceKey)
        return false;

    reset();
    return true;
}

void Meter::reset()
{
    clipped = false;
    heldDb = floorDb;
    repaint();
}

void Meter::paint (juce::Graphics& g)
{
    auto area = getLocalBounds().toFloat();
    const auto number = area.removeFromBottom (16.0f);
    const auto clipLight = area.removeFromTop (9.0f);
    area.removeFromTop (3.0f);
    const auto bar = area.withSizeKeepingCentre (14.0f, area.getHeight());

    g.setColour (clipped ? red : unlit.withMultipliedBrightness (0.9f));
    g.fillRoundedRectangle (clipLight.withSizeKeepingCentre (14.0f, 7.0f), 2.0f);

    constexpr int lights = 30;    // 2 dB each
    const auto step = bar.getHeight() / lights;

    for (int i = 0; i < lights; ++i)
    {
        const auto db = floorDb + 2.0f * static_cast<float> (i);
        const auto colour = db >= -6.0f ? red.interpolatedWith (amber, 0.45f) : db >= -18.0f ? amber : green;
        const bool held = heldDb > floorDb && heldDb >= db && heldDb < db + 2.0f;
        g.setColour (shownDb > db || held ? colour : colour.withMultipliedBrightness (0.22f));
        g.fillRoundedRectangle (bar.getX(), bar.getBottom() - step * static_cast<float> (i + 1) + 1.0f, bar.getWidth(), step - 1.6f, 1.0f);
    }

    g.setFont (PedalLook::font (11.5f));
    g.setColour (clipped ? red : faded);
    g.drawFittedText (heldDb <= floorDb ? juce::String (juce::CharPointer_UTF8 ("\xe2\x80\x93")) : juce::String (heldDb, 1), number.toNearestInt(), juce::Justification::centred, 1, 0.8f);

    if (hasKeyboardFocus (false))
        PedalLook::drawFocus (g, getLocalBounds().toFloat(), 5.0f);
}

std::unique_ptr<juce::AccessibilityHandler> Meter::createAccessibilityHandler()
{
    /** Is read, never set. */
    struct Value final : public juce::AccessibilityTextValueInterface
    {
        explicit Value (Meter& shown) : meter (shown) {}
        bool isReadOnly() const override { return true; }
        juce::String getCurrentValueAsString() const override { return juce::String (meter.heldDb, 1) + (meter.clipped ? " dB, clipped" : " dB"); }
        void setValueAsString (const juce::String&) override {}
        Meter& meter;
    };

    return std::make_unique<juce::AccessibilityHandler> (*this, juce::AccessibilityRole::staticText, juce::AccessibilityActions(),
                                                         juce::AccessibilityHandler::Interfaces { std::make_unique<Value> (*this) });
}

}

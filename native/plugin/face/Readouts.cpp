#include "plugin/face/Readouts.h"

#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

/** One of them: a component of its own, so that a screen reader finds it and a tooltip explains it. */
struct Readouts::Field final : public juce::Component,
                               public juce::SettableTooltipClient
{
    void show (const Entry& next)
    {
        if (entry == next)
            return;

        entry = next;
        setTitle (entry.word + ": " + entry.value);
        setTooltip (entry.hint);
        setHelpText (entry.hint);
        repaint();
    }

    void paint (juce::Graphics& g) override
    {
        auto area = getLocalBounds();
        g.setFont (PedalLook::font (11.0f));
        g.setColour (palette::faded);
        g.drawFittedText (entry.word, area.removeFromTop (15), juce::Justification::centred, 1, 0.8f);
        g.setFont (PedalLook::font (14.0f, true));
        g.setColour (palette::cream);
        g.drawFittedText (entry.value, area, juce::Justification::centredTop, 1, 0.7f);
    }

    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override
    {
        return std::make_unique<juce::AccessibilityHandler> (*this, juce::AccessibilityRole::staticText);
    }

    Entry entry;
};

Readouts::Readouts (std::vector<float> widths) : shares (std::move (widths))
{
    for (size_t i = 0; i < shares.size(); ++i)
    {
        fields.push_back (std::make_unique<Field>());
        addAndMakeVisible (*fields.back());
    }
}

Readouts::~Readouts() = default;

void Readouts::show (const std::vector<Entry>& entries)
{
    for (size_t i = 0; i < fields.size() && i < entries.size(); ++i)
        fields[i]->show (entries[i]);
}

void Readouts::resized()
{
    auto area = getLocalBounds();

    for (size_t i = 0; i < fields.size(); ++i)
        fields[i]->setBounds (area.removeFromLeft (juce::roundToInt (shares[i] * static_cast<float> (getWidth()))));
}

}

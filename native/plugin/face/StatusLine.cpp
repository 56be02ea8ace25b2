#include "plugin/face/StatusLine.h"

#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"

namespace stompjar
{

using namespace palette;

static constexpr int noteMilliseconds = 8000;

void StatusLine::show (const juce::String& next, bool isWrong)
{
    if (next == sentence && isWrong == sentenceIsWrong)
        return;

    sentence = next;
    sentenceIsWrong = isWrong;

    if (isWrong)
        noted.clear();

    refresh();
}

void StatusLine::note (const juce::String& next)
{
    noted = next;
    next.isEmpty() ? stopTimer() : startTimer (noteMilliseconds);
    refresh();
}

void StatusLine::refresh()
{
    const auto& next = noted.isEmpty() ? sentence : noted;
    const bool isWrong = noted.isEmpty() && sentenceIsWrong;

    if (next == text && isWrong == wrong)
        return;

    text = next;
    wrong = isWrong;
    setTitle (text);
    setTooltip (text);
    repaint();

    if ((wrong || noted.isNotEmpty()) && isShowing())
        juce::AccessibilityHandler::postAnnouncement (text, juce::AccessibilityHandler::AnnouncementPriority::high);
}

void StatusLine::paint (juce::Graphics& g)
{
    auto area = getLocalBounds();

    if (wrong)
    {
        g.setColour (red.withAlpha (0.16f));
        g.fillRoundedRectangle (area.toFloat(), 6.0f);
        g.setColour (red);
        g.fillRoundedRectangle (area.removeFromLeft (5).toFloat(), 2.5f);
        area.removeFromLeft (4);
    }

    g.setColour (wrong ? cream : faded);
    g.setFont (PedalLook::font (13.0f, wrong));
    g.drawFittedText (text, area.reduced (6, 1), juce::Justification::centredLeft, 2, 0.85f);
}

void StatusLine::mouseDown (const juce::MouseEvent&)
{
    if (noted.isNotEmpty())
        note ({});
    else if (wrong)
    {
        show ({}, false);
        onDismiss();
    }
}

std::unique_ptr<juce::AccessibilityHandler> StatusLine::createAccessibilityHandler()
{
    return std::make_unique<juce::AccessibilityHandler> (*this, juce::AccessibilityRole::staticText);
}

}

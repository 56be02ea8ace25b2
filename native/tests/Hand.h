#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <stdexcept>

namespace stompjar
{

/** The first part that is visible and has this title or name (or one that contains it). */
inline juce::Component* find (juce::Component& in, const juce::String& title, bool whole = true)
{
    const auto fits = [&] (const juce::String& text) { return whole ? text == title : text.contains (title); };

    for (auto* child : in.getChildren())
    {
        if (! child->isVisible())
            continue;

        if (auto* inside = find (*child, title, whole))
            return inside;

        if (fits (child->getTitle()) || fits (child->getName()))
            return child;
    }

    return nullptr;
}

/** An item of an open menu, as a screen reader finds it. */
inline juce::AccessibilityHandler* item (juce::Component& in, const juce::String& text)
{
    for (auto* child : in.getChildren())
    {
        if (auto* inside = item (*child, text))
            return inside;

        if (auto* handler = child->getAccessibilityHandler(); handler != nullptr && handler->getRole() == juce::AccessibilityRole::menuItem && handler->getTitle() == text)
            return handler;
    }

    return nullptr;
}

/** A hand and a mouse, as the window system reports them. */
class Hand final
{
public:
    explicit Hand (juce::Component& of) : window (of) {}

    juce::Point<float> at (const juce::String& title) const
    {
        auto* const part = find (window, title);

        if (part == nullptr)
            throw std::runtime_error (("there is no " + title).toStdString());

        return window.getLocalPoint (part, part->getLocalBounds().toFloat().getCentre());
    }

    void drag (const juce::String& title, juce::Point<float> by, int keys = 0) const
    {
        constexpr int steps = 10;
        const auto from = at (title);
        move (from, 0);
        move (from, juce::ModifierKeys::leftButtonModifier | keys);

        for (int i = 1; i <= steps; ++i)
            move (from + by * (static_cast<float> (i) / steps), juce::ModifierKeys::leftButtonModifier | keys);

        move (from + by, 0);
    }

    void click (const juce::String& title) const { drag (title, {}); }

    void clickRight (const juce::String& title) const
    {
        const auto where = at (title);
        move (where, 0);
        move (where, juce::ModifierKeys::rightButtonModifier);
        move (where, 0);
    }

    /** @return whether it could be dropped there */
    bool drop (const juce::StringArray& files, juce::Point<float> where) const
    {
        juce::ComponentPeer::DragInfo info;
        info.files = files;
        info.position = where.toInt();
        const bool welcome = window.getPeer()->handleDragMove (info);
        welcome ? window.getPeer()->handleDragDrop (info) : window.getPeer()->handleDragExit (info);
        return welcome;
    }

    bool drop (const juce::File& file, juce::Point<float> where) const { return drop (juce::StringArray (file.getFullPathName()), where); }

    void press (const juce::String& title, int key, int keys = 0) const
    {
        find (window, title)->grabKeyboardFocus();
        window.getPeer()->handleKeyPress (juce::KeyPress (key, juce::ModifierKeys (keys), 0));
    }

    /** To there, with these buttons and keys held. */
    void move (juce::Point<float> where, int keys) const
    {
        juce::ModifierKeys::currentModifiers = juce::ModifierKeys (keys);    // the event itself brings the buttons only
        window.getPeer()->handleMouseEvent (juce::MouseInputSource::InputSourceType::mouse, where, juce::ModifierKeys (keys), 1.0f, 0.0f, time += 10);
    }

private:
    juce::Component& window;
    mutable juce::int64 time = juce::Time::currentTimeMillis();
};

}

#include "plugin/face/Browser.h"

#include "plugin/face/Palette.h"
#include "plugin/face/PedalLook.h"
#include "plugin/face/SlotPanel.h"

namespace stompjar
{

using namespace palette;

static constexpr int rowHeight = 30, starWidth = 34;

Browser::Browser (PedalProcessor& processor, SoundLibrary& sounds, Drop& dropped, std::function<void (Slot)> giveFocusBack)
    : pedal (processor), library (sounds), drop (dropped), giveBack (std::move (giveFocusBack))
{
    search.setTextToShowWhenEmpty ("Search by name or folder", faded);
    search.setFont (PedalLook::font (15.0f));
    search.setTitle ("Search sounds");
    search.setIndents (8, 7);
    search.onTextChange = [this] { refresh(); };
    search.onEscapeKey = [this] { close(); };
    search.onReturnKey = [this] { play (juce::jmax (0, list.getSelectedRow())); };

    favourites.setClickingTogglesState (true);
    favourites.setTooltip ("Only the sounds with a star: click it, or press F on a sound");
    favourites.onClick = [this] { refresh(); };
    folder.setTooltip ("Chooses the folder with captures and cabinets of your own; folders in it are searched too");
    folder.onClick = [this] { chooseFolder(); };
    closeButton.onClick = [this] { close(); };
    list.setRowHeight (rowHeight);
    list.setTitle ("Sounds");

    for (auto* child : std::initializer_list<juce::Component*> { &search, &favourites, &folder, &closeButton, &list })
        addAndMakeVisible (child);

    setTitle ("Sounds");
    setFocusContainerType (FocusContainerType::keyboardFocusContainer);    // the knobs below cannot be seen
    library.addChangeListener (this);
}

Browser::~Browser()
{
    library.removeChangeListener (this);
}

void Browser::open (Slot wanted, const juce::File& file)
{
    slot = wanted;
    playing = file;
    search.clear();
    favourites.setToggleState (false, juce::dontSendNotification);
    library.rescan();    // files may have come meanwhile
    refresh();
    setVisible (true);
    toFront (false);

    if (isShowing())
        search.grabKeyboardFocus();
}

void Browser::close()
{
    if (hasKeyboardFocus (true))
        giveBack (slot);    // first: JUCE would give it to the first button of the face, where the next Return would choose another preset

    setVisible (false);
}

void Browser::setPlaying (Slot changed, const juce::File& file)
{
    if (changed != slot || file == playing)
        return;

    playing = file;
    list.repaint();
}

void Browser::refresh()
{
    rows = library.find (slot, search.getText(), favourites.getToggleState());
    list.updateContent();
    list.deselectAllRows();
    list.repaint();
    repaint();
}

void Browser::play (int row)
{
    if (juce::isPositiveAndBelow (row, getNumRows()))
        pedal.allSounds().loadInBackground (slot, rows[static_cast<size_t> (row)].file);
}

void Browser::chooseFolder()
{
    const auto before = library.settings().soundFolder();
    chooser = std::make_unique<juce::FileChooser> ("A folder with captures and cabinets",
                                                   before.isDirectory() ? before : juce::File::getSpecialLocation (juce::File::userHomeDirectory));
    chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectDirectories, [this] (const juce::FileChooser& done)
    {
        if (const auto chosen = done.getResult(); chosen.isDirectory())
            library.setFolder (chosen);
    });
}

juce::String Browser::getNameForRow (int row)
{
    return juce::isPositiveAndBelow (row, getNumRows()) ? rows[static_cast<size_t> (row)].name : juce::String();
}

void Browser::listBoxItemClicked (int row, const juce::MouseEvent& event)
{
    if (event.x >= starWidth)
        return play (row);

    toggleFavourite (row);
}

void Browser::toggleFavourite (int row)
{
    if (! juce::isPositiveAndBelow (row, getNumRows()))
        return;

    const auto& file = rows[static_cast<size_t> (row)].file;
    library.settings().setFavourite (file, ! library.settings().isFavourite (file));
    list.repaintRow (row);
}

void Browser::paintListBoxItem (int row, juce::Graphics& g, int width, int height, bool selected)
{
    if (! juce::isPositiveAndBelow (row, getNumRows()))
        return;

    const auto& sound = rows[static_cast<size_t> (row)];
    const bool plays = sound.file == playing;
    auto area = juce::Rectangle<int> (width, height);

    if (selected || row % 2 == 1)
        g.fillAll (selected ? enamelLight : panel.withAlpha (0.6f));

    juce::Path star;
    star.addStar (area.removeFromLeft (starWidth).toFloat().getCentre(), 5, 3.3f, 7.5f);
    const bool favourite = library.settings().isFavourite (sound.file);
    g.setColour (favourite ? amber : faded.withAlpha (0.5f));
    favourite ? g.fillPath (star) : g.strokePath (star, juce::PathStrokeType (1.1f));

    area.removeFromRight (10);
    g.setFont (PedalLook::font (12.5f));
    g.setColour (faded);
    g.drawFittedText (sound.file.getFileExtension().substring (1), area.removeFromRight (48), juce::Justification::centredRight, 1, 0.8f);
    g.drawFittedText (sound.place, area.removeFromRight (area.getWidth() / 3), juce::Justification::centredRight, 1, 0.8f);
    g.setFont (PedalLook::font (15.0f, plays));
    g.setColour (plays ? amber : cream);
    g.drawFittedText (sound.name, area, juce::Justification::centredLeft, 1, 0.8f);
}

void Browser::paint (juce::Graphics& g)
{
    const auto area = getLocalBounds().toFloat();
    g.setColour (panel);
    g.fillRoundedRectangle (area, 10.0f);
    g.setColour (panelEdge);
    g.drawRoundedRectangle (area.reduced (0.5f), 10.0f, 1.0f);
    g.setColour (amber);
    g.setFont (PedalLook::font (16.0f, true));
    g.drawFittedText (juce::String ("Sounds for the ") + juce::String (SlotPanel::nameOf (slot)).toLowerCase(), getLocalBounds().reduced (16, 10).removeFromTop (28),
                      juce::Justification::centredLeft, 1, 0.8f);
}

void Browser::paintOverChildren (juce::Graphics& g)
{
    if (hovered)
        PedalLook::drawFocus (g, getLocalBounds().toFloat(), 10.0f);

    if (! rows.empty() && getNumRows() * rowHeight < list.getHeight() - 60)
    {
        g.setColour (faded);
        g.setFont (PedalLook::font (13.0f));
        g.drawFittedText ("Your own captures and cabinets: choose their folder above, or drop a file here", list.getBounds().removeFromBottom (40),
                          juce::Justification::centred, 1, 0.8f);
    }

    if (rows.empty())
    {
        const auto nothing = favourites.getToggleState() ? "No favourites here yet: click a star, or press F on a sound"
                           : search.isEmpty() ? "Nothing here yet. Choose a folder with your own files, or drop one onto the plugin"
                                              : "Nothing has that name";
        g.setColour (cream);
        g.setFont (PedalLook::font (15.0f));
        g.drawFittedText (nothing, list.getBounds(), juce::Justification::centred, 2);
    }
}

void Browser::resized()
{
    auto area = getLocalBounds().reduced (14, 10);
    auto head = area.removeFromTop (30);
    closeButton.setBounds (head.removeFromRight (30));
    head.removeFromRight (8);
    folder.setBounds (head.removeFromRight (90));
    head.removeFromRight (8);
    favourites.setBounds (head.removeFromRight (100));
    head.removeFromRight (8);
    search.setBounds (head.withTrimmedLeft (190));
    area.removeFromTop (8);
    list.setBounds (area);
}

bool Browser::keyPressed (const juce::KeyPress& key)
{
    if (key == juce::KeyPress::escapeKey)
    {
        close();
        return true;
    }

    if (key != juce::KeyPress ('F') || ! list.hasKeyboardFocus (true))
        return false;

    toggleFavourite (list.getSelectedRow());
    return true;
}

void Browser::hover (bool now)
{
    hovered = now;
    repaint();
}

void Browser::filesDropped (const juce::StringArray& files, int, int)
{
    hover (false);
    drop.take (files, slot);
}

}

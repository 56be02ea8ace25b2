#include "plugin/sounds/Sounds.h"

#include "plugin/sounds/Neighbour.h"

#include "jvm/Bundle.h"

namespace stompjar
{

using Lock = std::lock_guard<std::mutex>;

Sounds::Sounds (Parameters& all, Brain& java, std::function<void()> whenChanged)
    : parameters (all), brain (java), changed (std::move (whenChanged)),
      resources (juce::String::fromUTF8 (findResources().c_str())), bank (resources)
{
    if (! factory().empty())
        began = Origin::of (factory().front(), parameters);    // which is the defaults
}

/** @param job  says whether captures changed */
void Sounds::inBackground (std::function<bool()> job)
{
    loads.add (std::move (job), [this]
    {
        changed();
        arrival.go();
    });
}

//======================================================================================================================
juce::String Sounds::load (Slot slot, const juce::File& file)
{
    asked.forSound (slot, file);
    juce::String error;

    {
        const auto lock = loads.lock();
        error = loadNow (slot, file);
    }

    if (error.isEmpty())
        changed();

    return error;
}

juce::String Sounds::loadNow (Slot slot, const juce::File& file)
{
    Sound before { brain.snapshot(), {}, origin() };
    const auto error = brain.load (slot, file.getFullPathName().toStdString());

    if (error.empty())
        changeCaptures (std::move (before), file.getFileNameWithoutExtension());

    return juce::String::fromUTF8 (error.c_str());
}

void Sounds::loadInBackground (Slot slot, const juce::File& file)
{
    asked.forSound (slot, file);
    inBackground ([this, slot, file] { return loadNow (slot, file).isEmpty(); });
}

void Sounds::clear (Slot slot)
{
    asked.forSound (slot, {});

    {
        const auto lock = loads.lock();
        clearNow (slot);
    }

    changed();
}

void Sounds::clearNow (Slot slot)
{
    Sound before { brain.snapshot(), {}, origin() };
    brain.clear (slot);
    changeCaptures (std::move (before), "emptying a slot");
}

void Sounds::clearInBackground (Slot slot)
{
    asked.forSound (slot, {});
    inBackground ([this, slot] { clearNow (slot); return true; });
}

void Sounds::tryAgain()
{
    inBackground ([this] { return brain.restart(); });
}

/** Once they play. */
void Sounds::changeCaptures (Sound before, const juce::String& what)
{
    auto now = before.origin;
    now.otherCaptures = true;
    setOrigin (std::move (now));
    undoable().remember ({ std::move (before), what });
}

void Sounds::undo()
{
    asked.forPreset ({});
    inBackground ([this]
    {
        const auto before = undoable().take();
        return before.has_value() && playNow (*before, {});
    });
}

//======================================================================================================================
/** @param what  for the undo; empty: this is not to be undone */
void Sounds::play (Sound sound, const juce::String& what)
{
    inBackground ([this, sound = std::move (sound), what] { return playNow (sound, what); });
}

/** @return whether it was not refused */
bool Sounds::playNow (const Sound& sound, const juce::String& what)
{
    Undo::Step step { { brain.snapshot(), sound.values.has_value() ? std::optional<Values> (arrival.valuesToBe()) : std::nullopt, origin() }, what };

    if (! brain.play (sound.captures).empty())
        return false;

    if (sound.values.has_value())
        arrival.add (*sound.values);

    setOrigin (sound.origin);

    if (what.isNotEmpty())
        undoable().remember (std::move (step));

    return true;
}

//======================================================================================================================
void Sounds::choose (const Preset& chosen)
{
    for (size_t i = 0; i < factory().size(); ++i)
        if (factory()[i].file == chosen.file)
            currentProgram = static_cast<int> (i);

    asked.forPreset (chosen.file);
    play ({ chosen.toCaptures (resources), valuesOf (chosen, parameters), Origin::of (chosen, parameters) }, chosen.name);
}

juce::String Sounds::choose (const juce::File& file)
{
    asked.forPreset (file);

    try
    {
        choose (Preset::read (file));
        return {};
    }
    catch (const std::exception& reason)
    {
        return juce::String::fromUTF8 (reason.what());
    }
}

juce::String Sounds::step (int by)
{
    const auto next = neighbour (bank.files(), asked.preset (presetFile()), by);
    return next == juce::File() ? juce::String() : choose (next);
}

void Sounds::chooseNow (int index)
{
    if (! juce::isPositiveAndBelow (index, static_cast<int> (factory().size())))
        return;

    const auto& chosen = factory()[static_cast<size_t> (index)];
    currentProgram = index;
    asked.forPreset (chosen.file);

    {
        const auto lock = loads.lock();
        loads.forget();

        if (! brain.play (chosen.toCaptures (resources)).empty())
            return;

        arrival.add (valuesOf (chosen, parameters));
        setOrigin (Origin::of (chosen, parameters));
    }

    arrival.take();
    changed();
}

juce::String Sounds::save (const juce::String& name)
{
    const auto file = PresetBank::userFile (name);
    const auto title = file.getFileNameWithoutExtension();

    if (bank.isFactory (title))
        return title + " is a factory preset: choose another name";

    if (isOnItsWay())
        return "Another sound is on its way: save it once it plays";

    const auto mine = Preset::of (title, parameters, brain.snapshot());

    if (mine.content.empty())
        return "A preset can be saved once Java runs, and it starts when the host plays";

    try
    {
        mine.write (file);
        setOrigin ({ mine.name, file, valuesOf (parameters), false });
        asked.forPreset (file);
        return {};
    }
    catch (const std::exception& reason)
    {
        return juce::String::fromUTF8 (reason.what());
    }
}

juce::String Sounds::nameToSave() const
{
    const auto name = presetName();
    return bank.isFactory (name) ? bank.freeName (name) : name;
}

Origin Sounds::origin() const
{
    const Lock lock (mutex);
    return began;
}

void Sounds::setOrigin (Origin origin)
{
    const Lock lock (mutex);
    began = std::move (origin);
}

/** Then the parameters are not yet those of the captures. */
bool Sounds::isOnItsWay() const
{
    return arrival.isPending() || loads.isBusy();
}

bool Sounds::isModified() const
{
    return ! arrival.isPending() && origin().differsFrom (parameters);
}

}

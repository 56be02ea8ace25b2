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

Sounds::~Sounds()
{
    if (loader != nullptr)
        loader->removeAllJobs (false, -1);    // a capture on its way uses us until it has arrived
}

static void inBackground (std::unique_ptr<juce::ThreadPool>& pool, std::function<void()> job)
{
    if (pool == nullptr)
        pool = std::make_unique<juce::ThreadPool> (1);

    pool->addJob (std::move (job));
}

//======================================================================================================================
juce::String Sounds::load (Slot slot, const juce::File& file)
{
    asked.forSound (slot, file);
    return loadNow (slot, file);
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
    inBackground (loader, [this, slot, file] { loadNow (slot, file); });
}

void Sounds::clear (Slot slot)
{
    asked.forSound (slot, {});
    clearNow (slot);
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
    inBackground (loader, [this, slot] { clearNow (slot); });
}

/** Once they play. */
void Sounds::changeCaptures (Sound before, const juce::String& what)
{
    auto now = before.origin;
    now.otherCaptures = true;
    setOrigin (std::move (now));
    undoable.remember ({ std::move (before), what });
    changed();
}

void Sounds::undo()
{
    if (auto before = undoable.take(); before.has_value())
    {
        asked.forPreset ({});
        play (std::move (*before), {});
    }
}

//======================================================================================================================
/** @param what  for the undo; empty: this is not to be undone */
void Sounds::play (Sound sound, const juce::String& what)
{
    inBackground (loader, [this, sound = std::move (sound), what]
    {
        Undo::Step step { { brain.snapshot(), sound.values.has_value() ? std::optional<Values> (arrival.valuesToBe()) : std::nullopt, origin() }, what };

        if (! brain.play (sound.captures).empty())
            return;

        if (sound.values.has_value())
            arrival.add (*sound.values);

        setOrigin (sound.origin);

        if (what.isNotEmpty())
            undoable.remember (std::move (step));

        changed();
        arrival.go();
    });
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

    if (! brain.play (chosen.toCaptures (resources)).empty())
        return;

    set (parameters, valuesOf (chosen, parameters));
    setOrigin (Origin::of (chosen, parameters));
    changed();
}

juce::String Sounds::save (const juce::String& name)
{
    const auto file = PresetBank::userFile (name);
    const auto title = file.getFileNameWithoutExtension();

    if (bank.isFactory (title))
        return title + " is a factory preset: choose another name";

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
    return arrival.isPending() || (loader != nullptr && loader->getNumJobs() > 0);
}

bool Sounds::isModified() const
{
    return ! arrival.isPending() && origin().differsFrom (parameters);
}

//======================================================================================================================
PedalState::Desk Sounds::desk() const
{
    const Lock lock (mutex);
    PedalState::Desk desk { currentProgram, began.name(), currentSide, {} };

    if (otherSide.has_value() && otherSide->values.has_value())
        desk.other = { otherSide->origin.name(), *otherSide->values, otherSide->captures };

    return desk;
}

void Sounds::restore (const PedalState::Desk& desk)
{
    const auto origin = [this] (const Origin::Name& name) { return Origin::restored (name, bank, parameters); };
    std::optional<Sound> other;

    if (desk.other.has_value())
        other = { desk.other->captures, desk.other->values, origin (desk.other->name) };

    currentProgram = juce::jlimit (0, juce::jmax (0, static_cast<int> (factory().size()) - 1), desk.program);
    setOrigin (origin (desk.name));
    asked.forPreset ({});
    undoable.clear();

    arrival.forget();    // it is of before

    const Lock lock (mutex);
    otherSide = std::move (other);
    currentSide = desk.side;
}

//======================================================================================================================
void Sounds::compare()
{
    if (isOnItsWay())
        return;

    Sound here { brain.snapshot(), valuesOf (parameters), origin() };
    std::optional<Sound> there;

    {
        const Lock lock (mutex);
        currentSide = 1 - currentSide;
        there = std::exchange (otherSide, std::move (here));
    }

    if (there.has_value())
    {
        asked.forPreset ({});
        play (std::move (*there), {});
    }
    else
        changed();
}

void Sounds::copyToOtherSide()
{
    Sound here { brain.snapshot(), valuesOf (parameters), origin() };

    {
        const Lock lock (mutex);
        otherSide = std::move (here);
    }

    changed();
}

}

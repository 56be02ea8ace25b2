#include "plugin/sounds/Sounds.h"

#include "jvm/Bundle.h"

namespace stompjar
{

using Lock = std::lock_guard<std::mutex>;

Sounds::Sounds (Parameters& all, Brain& java, std::function<void()> whenChanged)
    : parameters (all), brain (java), changed (std::move (whenChanged)),
      resources (juce::String::fromUTF8 (findResources().c_str())), bank (resources)
{
    if (! factory().empty())
        began = { factory().front().name, valuesOf (factory().front()), false };    // which is the defaults
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
    Sound before { brain.snapshot(), {}, origin() };
    const auto error = brain.load (slot, file.getFullPathName().toStdString());

    if (error.empty())
        changeCaptures (std::move (before), file.getFileNameWithoutExtension());

    return juce::String::fromUTF8 (error.c_str());
}

void Sounds::loadInBackground (Slot slot, const juce::File& file)
{
    inBackground (loader, [this, slot, file] { load (slot, file); });
}

void Sounds::clear (Slot slot)
{
    Sound before { brain.snapshot(), {}, origin() };
    brain.clear (slot);
    changeCaptures (std::move (before), "emptying a slot");
}

void Sounds::clearInBackground (Slot slot)
{
    inBackground (loader, [this, slot] { clear (slot); });
}

/** Once they play. */
void Sounds::changeCaptures (Sound before, const juce::String& what)
{
    auto now = before.origin;
    now.otherCaptures = true;
    setOrigin (std::move (now));
    remember ({ std::move (before), what });
    changed();
}

void Sounds::remember (Step step)
{
    const Lock lock (mutex);
    steps.push_back (std::move (step));

    if (steps.size() > mostSteps)
        steps.erase (steps.begin());
}

juce::String Sounds::undone() const
{
    const Lock lock (mutex);
    return steps.empty() ? juce::String() : steps.back().what;
}

void Sounds::undo()
{
    Step step;

    {
        const Lock lock (mutex);

        if (steps.empty())
            return;

        step = std::move (steps.back());
        steps.pop_back();
    }

    play (std::move (step.before), {});
}

//======================================================================================================================
/** @param what  for the undo; empty: this is not to be undone */
void Sounds::play (Sound sound, const juce::String& what)
{
    inBackground (loader, [this, sound = std::move (sound), what, before = values()]
    {
        Step step { { brain.snapshot(), sound.values.has_value() ? std::optional<Values> (before) : std::nullopt, origin() }, what };

        if (! brain.play (sound.captures).empty())
            return;

        {
            const Lock lock (mutex);
            began = sound.origin;

            if (sound.values.has_value())
                arrived.push_back (*sound.values);
        }

        if (what.isNotEmpty())
            remember (std::move (step));

        changed();
        arrival.start (1);
    });
}

void Sounds::takeArrived()
{
    arrival.stop();
    std::vector<Values> taken;

    {
        const Lock lock (mutex);
        taken.swap (arrived);
    }

    if (! taken.empty())
        set (taken.back());
}

Values Sounds::values() const
{
    Values all {};

    for (int i = 0; i < numParameters; ++i)
        all[static_cast<size_t> (i)] = parameters.value (i);

    return all;
}

Values Sounds::valuesOf (const Preset& chosen) const
{
    auto all = values();

    for (int i = 0; i < numParameters; ++i)
        all[static_cast<size_t> (i)] = chosen.value (i).value_or (all[static_cast<size_t> (i)]);

    return all;
}

/** Each as a gesture of its own: a host that records automation hears of it. */
void Sounds::set (const Values& all)
{
    for (int i = 0; i < numParameters; ++i)
    {
        auto& parameter = parameters[i];
        const auto fraction = parameter.convertTo0to1 (all[static_cast<size_t> (i)]);

        if (std::abs (fraction - parameter.getValue()) < 1.0e-7f)
            continue;

        parameter.beginChangeGesture();
        parameter.setValueNotifyingHost (fraction);
        parameter.endChangeGesture();
    }
}

//======================================================================================================================
void Sounds::choose (const Preset& chosen)
{
    for (size_t i = 0; i < factory().size(); ++i)
        if (factory()[i].name == chosen.name)
            currentProgram = static_cast<int> (i);

    play ({ chosen.toCaptures (resources), valuesOf (chosen), { chosen.name, valuesOf (chosen), false } }, chosen.name);
}

void Sounds::chooseNow (int index)
{
    if (! juce::isPositiveAndBelow (index, static_cast<int> (factory().size())))
        return;

    const auto& chosen = factory()[static_cast<size_t> (index)];
    currentProgram = index;

    if (! brain.play (chosen.toCaptures (resources)).empty())
        return;

    set (valuesOf (chosen));
    setOrigin ({ chosen.name, valuesOf (chosen), false });
    changed();
}

juce::String Sounds::save (const juce::String& name)
{
    const auto file = PresetBank::userFile (name);
    Preset mine;
    mine.name = file.getFileNameWithoutExtension();
    mine.content = brain.snapshot();

    for (int i = 0; i < numParameters; ++i)
        if (! Preset::leavesAlone (parameterSpecs[i]))
            mine.parameters[parameterSpecs[i].id] = parameters.value (i);

    try
    {
        mine.write (file);
        setOrigin ({ mine.name, values(), false });
        return {};
    }
    catch (const std::exception& reason)
    {
        return juce::String::fromUTF8 (reason.what());
    }
}

juce::String Sounds::presetName() const
{
    return origin().preset;
}

bool Sounds::hasOtherCaptures() const
{
    return origin().otherCaptures;
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
    const Lock lock (mutex);
    return ! arrived.empty() || (loader != nullptr && loader->getNumJobs() > 0);
}

bool Sounds::isModified() const
{
    const Lock lock (mutex);
    return arrived.empty() && began.differsFrom (parameters);    // else its knobs are on their way
}

void Sounds::restorePreset (int program, const juce::String& name, bool hasOtherCaptures)
{
    currentProgram = juce::jlimit (0, juce::jmax (0, static_cast<int> (factory().size()) - 1), program);
    const auto preset = bank.find (name);
    setOrigin ({ name, preset.has_value() ? std::optional<Values> (valuesOf (*preset)) : std::nullopt, hasOtherCaptures });
    const Lock lock (mutex);
    steps.clear();
}

//======================================================================================================================
void Sounds::compare()
{
    if (isOnItsWay())
        return;

    Sound here { brain.snapshot(), values(), origin() };
    currentSide = 1 - currentSide;

    if (otherSide.has_value())
        play (*otherSide, {});

    otherSide = std::move (here);
}

void Sounds::copyToOtherSide()
{
    otherSide = Sound { brain.snapshot(), values(), origin() };
}

}

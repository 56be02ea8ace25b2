#include "tests/Check.h"
#include "tests/Sound.h"

namespace stompjar
{

/** How much of one sound is not the other, louder or softer: 0 the same, 1 nothing in common. */
static double difference (const Buffer& a, const Buffer& b)
{
    double aa = 0, bb = 0, ab = 0;

    for (int i = 0; i < a.getNumSamples(); ++i)
    {
        const double x = a.getSample (0, i), y = b.getSample (0, i);
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }

    return 1.0 - ab * ab / (aa * bb);
}

/** A file says only what there is, and in range. */
static void checkFile (const juce::File& file)
{
    const auto json = juce::JSON::parse (file.loadFileAsString());
    const auto& values = json["parameters"].getDynamicObject()->getProperties();

    for (const auto& value : values)
    {
        const auto* spec = std::find_if (std::begin (parameterSpecs), std::end (parameterSpecs), [&] (auto& each) { return value.name == juce::Identifier (each.id); });
        CHECK (spec != std::end (parameterSpecs) && ! Preset::leavesAlone (*spec));
        CHECK (static_cast<float> (value.value) >= spec->minimum && static_cast<float> (value.value) <= spec->maximum);
    }
}

void testPresets()
{
    const juce::File resources (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_RESOURCES", {}));
    const auto in = guitar (1, 24000);
    auto pedal = preparedOfflinePedal();
    const auto count = pedal->getNumPrograms();
    CHECK (count >= 6);

    for (const auto& file : resources.getChildFile ("presets").findChildFiles (juce::File::findFiles, false, "*.json"))
        checkFile (file);

    std::vector<Buffer> sounds;

    for (int i = 0; i < count; ++i)
    {
        pedal->setCurrentProgram (i);
        CHECK_EQUAL (pedal->getCurrentProgram(), i);
        CHECK_EQUAL (juce::String (stompjar_complaint()), juce::String());
        pedal->prepareToPlay (48000.0, 64);
        sounds.push_back (play (*pedal, in, 64));
        CHECK (energy (sounds.back()) > 1.0e-4);

        for (int j = 0; j < i; ++j)
        {
            const auto apart = difference (sounds[static_cast<size_t> (i)], sounds[static_cast<size_t> (j)]);
            std::cerr << pedal->getProgramName (i) << " and " << pedal->getProgramName (j) << ": " << apart << std::endl;
            CHECK (apart > 0.01);
        }
    }

    // Some play through a cabinet of the bundle.
    int throughCabinets = 0;

    for (int i = 0; i < count; ++i)
    {
        pedal->setCurrentProgram (i);
        throughCabinets += pedal->contents (Slot::cab).name.isNotEmpty();
        CHECK (pedal->contents (Slot::cab).name.isEmpty() || juce::File (pedal->contents (Slot::cab).file).getParentDirectory() == resources.getChildFile ("cabs"));
    }

    CHECK (throughCabinets >= 2);
    pedal->setCurrentProgram (count - 1);

    // One that is not there changes nothing.
    pedal->setCurrentProgram (count);
    pedal->setCurrentProgram (-1);
    pedal->prepareToPlay (48000.0, 64);
    CHECK (sameBits (sounds.back(), play (*pedal, in, 64)));

    // A project remembers the preset, and a knob that was turned since: choosing it is the host's to do, not ours.
    pedal->allParameters()[Parameters::placeOf ("mix")].setValueNotifyingHost (0.25f);
    const auto state = stateOf (*pedal);
    const auto other = offlinePedal();
    restore (*other, state);
    CHECK_EQUAL (other->getCurrentProgram(), count - 1);
    CHECK_EQUAL (other->allParameters().value (Parameters::placeOf ("mix")), 0.25f);
    CHECK (stateOf (*other) == state);

    // Chosen before Java runs: it waits.
    const auto early = offlinePedal();
    early->setCurrentProgram (2);
    early->prepareToPlay (48000.0, 64);
    CHECK (sameBits (sounds[2], play (*early, in, 64)));

    // The player's desk is not the preset's.
    early->allParameters().bypass()->setValueNotifyingHost (1.0f);
    early->setCurrentProgram (1);
    CHECK (early->allParameters().bypass()->get());

    // One of the player's own holds its captures, wherever their files are.
    const auto file = juce::File (juce::SystemStats::getEnvironmentVariable ("STOMPJAR_CAPTURE", {}));
    CHECK_EQUAL (pedal->load (Slot::amp, file), juce::String());
    CHECK_EQUAL (pedal->allSounds().save ("Mine: loud/soft"), juce::String());
    const auto saved = Preset::read (PresetBank::userFile ("Mine: loud/soft"));
    CHECK_EQUAL (saved.name, juce::String ("Mine loudsoft"));
    CHECK_EQUAL (pedal->allSounds().presetName(), saved.name);
    CHECK (! saved.content.empty() && saved.toCaptures (resources) == saved.content);
    CHECK_EQUAL (saved.value (Parameters::placeOf ("mix")).value_or (-1.0f), 0.25f);
    CHECK (! saved.value (Parameters::placeOf ("bypass")).has_value());

    // What is none is refused in words.
    for (const juce::String text : { "", "{}", "[1]", "{\"stompjar-preset\":1,\"content\":\"%%\"}" })
    {
        const juce::TemporaryFile bad ("bad.json");
        bad.getFile().replaceWithText (text);

        juce::String why;

        try
        {
            Preset::read (bad.getFile());
        }
        catch (const std::exception& reason)
        {
            why = reason.what();
        }

        CHECK (why.contains (bad.getFile().getFileName()));
    }
}

}

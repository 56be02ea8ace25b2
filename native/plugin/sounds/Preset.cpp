#include "plugin/sounds/Preset.h"

#include <stdexcept>

namespace stompjar
{

static constexpr const char* slotKeys[numSlots] { "pedal", "amp", "cab" };    // as in stompjar.bridge.SlotState

static std::runtime_error problem (const juce::File& file, const juce::String& reason)
{
    return std::runtime_error ((file.getFileName() + ": " + reason).toStdString());
}

bool Preset::leavesAlone (const ParameterSpec& spec)
{
    const juce::String id (spec.id);
    return id == "bypass" || id == "calibrate" || id == "interface_level";
}

/** One of the player's own is called what its file is called, as menus show it: in a friend's copy the name may be that of another one. */
static juce::String nameIn (const juce::var& json, const juce::File& file)
{
    const auto ofFile = file.getFileNameWithoutExtension();
    return file.isAChildOf (PresetBank::userFolder()) ? ofFile : json.getProperty ("name", ofFile).toString();
}

Preset Preset::read (const juce::File& file)
{
    const auto json = juce::JSON::parse (file.loadFileAsString());

    if (! json.hasProperty ("stompjar-preset"))
        throw problem (file, file.existsAsFile() ? "this is not a preset of Stompjar" : "no such preset");

    Preset preset;
    preset.file = file;
    preset.name = nameIn (json, file);
    preset.about = json.getProperty ("about", {}).toString();

    for (int slot = 0; slot < numSlots; ++slot)
        preset.captures[static_cast<size_t> (slot)] = json["captures"].getProperty (slotKeys[slot], {}).toString();

    for (const auto& spec : parameterSpecs)
        if (const auto value = json["parameters"][spec.id]; value.isDouble() || value.isInt())
            preset.parameters[spec.id] = static_cast<float> (value);

    juce::MemoryOutputStream decoded;

    if (const auto text = json.getProperty ("content", {}).toString(); text.isNotEmpty())
    {
        if (! juce::Base64::convertFromBase64 (decoded, text))
            throw problem (file, "its captures are damaged");

        const auto* const bytes = static_cast<const std::byte*> (decoded.getData());
        preset.content.assign (bytes, bytes + decoded.getDataSize());
    }

    return preset;
}

Preset Preset::of (const juce::String& name, const Parameters& parameters, JavaPedal::Bytes captures)
{
    Preset preset;
    preset.name = name;
    preset.content = std::move (captures);

    for (int i = 0; i < numParameters; ++i)
        if (! leavesAlone (parameterSpecs[i]))
            preset.parameters[parameterSpecs[i].id] = parameters.value (i);

    return preset;
}

/** A file that stands there stays as it is until all of this is on the disk: JUCE's own replaceWithText does not see that a disk is full. */
static bool replace (const juce::File& file, const juce::String& text)
{
    const juce::TemporaryFile whole (file, juce::TemporaryFile::useHiddenFile);
    const auto bytes = text.getNumBytesAsUTF8();

    {
        juce::FileOutputStream out (whole.getFile());

        if (out.failedToOpen() || ! out.write (text.toRawUTF8(), bytes))
            return false;

        out.flush();

        if (out.getStatus().failed())
            return false;
    }

    // The stream does not count what it flushes.
    return whole.getFile().getSize() == static_cast<juce::int64> (bytes) && whole.overwriteTargetFileWithTemporary();
}

void Preset::write (const juce::File& file) const
{
    const auto object = [] { return new juce::DynamicObject(); };
    auto* root = object();
    const juce::var json (root);
    root->setProperty ("stompjar-preset", 1);
    root->setProperty ("name", name);
    root->setProperty ("about", about);

    auto* values = object();
    root->setProperty ("parameters", values);

    for (const auto& [id, value] : parameters)
        values->setProperty (id, static_cast<double> (value));

    if (! content.empty())
        root->setProperty ("content", juce::Base64::toBase64 (content.data(), content.size()));

    auto* files = object();
    root->setProperty ("captures", files);

    for (int slot = 0; slot < numSlots; ++slot)
        if (const auto& capture = captures[static_cast<size_t> (slot)]; capture.isNotEmpty())
            files->setProperty (slotKeys[slot], capture);

    if (! file.getParentDirectory().createDirectory() || ! replace (file, juce::JSON::toString (json)))
        throw problem (file, "the preset cannot be written to " + file.getParentDirectory().getFullPathName());
}

std::optional<float> Preset::value (int place) const
{
    const auto& spec = parameterSpecs[place];

    if (leavesAlone (spec))
        return {};

    const auto found = parameters.find (spec.id);
    return found == parameters.end() ? spec.defaultValue : juce::jlimit (spec.minimum, spec.maximum, found->second);
}

/** A name without a folder is one of the bundle's files. */
static juce::File fileOf (const juce::String& capture, const juce::File& resources)
{
    if (juce::File::isAbsolutePath (capture))
        return juce::File (capture);

    const auto cab = resources.getChildFile ("cabs").getChildFile (capture);
    return cab.existsAsFile() ? cab : resources.getChildFile ("captures").getChildFile (capture);
}

/** As Java's DataOutputStream.writeUTF, whose UTF-8 is a modified one: what is beyond the basic plane is two surrogates of three bytes each. */
static void writeUtf (juce::OutputStream& out, const juce::String& text)
{
    juce::MemoryOutputStream bytes;

    for (const auto* unit = text.toUTF16().getAddress(); *unit != 0; ++unit)
    {
        const auto bits = static_cast<int> (static_cast<juce::uint16> (*unit));
        const auto last = static_cast<char> (0x80 | (bits & 0x3f));

        if (bits < 0x80)
            bytes << static_cast<char> (bits);
        else if (bits < 0x800)
            bytes << static_cast<char> (0xc0 | (bits >> 6)) << last;
        else
            bytes << static_cast<char> (0xe0 | (bits >> 12)) << static_cast<char> (0x80 | ((bits >> 6) & 0x3f)) << last;
    }

    out.writeShortBigEndian (static_cast<short> (bytes.getDataSize()));
    out.write (bytes.getData(), bytes.getDataSize());
}

/** Version 2 of stompjar.bridge.SlotState; captures without content are read from their files. */
JavaPedal::Bytes Preset::toCaptures (const juce::File& resources) const
{
    if (! content.empty())
        return content;

    juce::MemoryOutputStream deflated;

    {
        juce::GZIPCompressorOutputStream out (deflated);
        out.writeIntBigEndian (2);
        out.writeIntBigEndian (static_cast<int> (std::count_if (captures.begin(), captures.end(), [] (auto& name) { return name.isNotEmpty(); })));

        for (int slot = 0; slot < numSlots; ++slot)
            if (const auto& capture = captures[static_cast<size_t> (slot)]; capture.isNotEmpty())
            {
                juce::MemoryOutputStream entry;
                writeUtf (entry, fileOf (capture, resources).getFullPathName());
                entry.writeIntBigEndian (0);
                writeUtf (out, slotKeys[slot]);
                out.writeIntBigEndian (static_cast<int> (entry.getDataSize()));
                out.write (entry.getData(), entry.getDataSize());
            }
    }

    const auto* const bytes = static_cast<const std::byte*> (deflated.getData());
    return { bytes, bytes + deflated.getDataSize() };
}

//======================================================================================================================
PresetBank::PresetBank (const juce::File& resources)
{
    if (resources == juce::File())
        return;    // without a bundle

    auto files = resources.getChildFile ("presets").findChildFiles (juce::File::findFiles, false, "*.json");
    files.sort();

    for (const auto& file : files)
    {
        try
        {
            fromBundle.push_back (Preset::read (file));
        }
        catch (const std::exception& reason)
        {
            DBG (reason.what());
        }
    }
}

std::optional<Preset> PresetBank::find (const juce::String& name, bool own) const
{
    for (const auto& preset : fromBundle)
        if (preset.name == name && ! own)
            return preset;

    if (name.isEmpty() || ! userFile (name).existsAsFile())
        return {};

    try
    {
        return Preset::read (userFile (name));
    }
    catch (const std::exception&)
    {
        return {};
    }
}

bool PresetBank::isFactory (const juce::String& name) const
{
    return std::any_of (fromBundle.begin(), fromBundle.end(), [&] (const auto& preset) { return preset.name.equalsIgnoreCase (name); });
}

juce::String PresetBank::freeName (const juce::String& like) const
{
    auto name = like;

    for (int number = 2; isFactory (name) || userFile (name).existsAsFile(); ++number)
        name = like + " " + juce::String (number);

    return name;
}

juce::Array<juce::File> PresetBank::files() const
{
    juce::Array<juce::File> all;

    for (const auto& preset : fromBundle)
        all.add (preset.file);

    all.addArray (user());
    return all;
}

juce::File PresetBank::userFolder()
{
    return juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory).getChildFile ("Stompjar/presets");
}

juce::Array<juce::File> PresetBank::user()
{
    auto files = userFolder().findChildFiles (juce::File::findFiles, false, "*.json");
    files.sort();
    return files;
}

juce::File PresetBank::userFile (const juce::String& name)
{
    for (const auto& file : user())
        if (file.getFileNameWithoutExtension() == name)
            return file;

    const auto legal = juce::File::createLegalFileName (name).trim();
    return userFolder().getChildFile ((legal.isEmpty() ? juce::String ("Unnamed") : legal) + ".json");
}

}

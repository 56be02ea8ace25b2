#include "jvm/JvmLibrary.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace stompjar
{

namespace fs = std::filesystem;

static constexpr int oldestJava = 17;

static std::string environment (const char* name)
{
    const char* value = std::getenv (name);
    return value != nullptr ? value : "";
}

/** `readlink -f $(which java)`, without the bin/java. Empty if there is none. */
static std::string homeOfJavaOnPath()
{
    std::istringstream path (environment ("PATH"));

    for (std::string folder; std::getline (path, folder, ':');)
    {
        std::error_code error;
        const auto java = fs::canonical (fs::path (folder) / "java", error);

        if (! folder.empty() && ! error)
            return java.parent_path().parent_path().string();
    }

    return {};
}

JvmLibrary::Places JvmLibrary::Places::standard (const std::string& resources)
{
    Places places;
    places.stompjarJavaHome = environment ("STOMPJAR_JAVA_HOME");
    places.bundledRuntime = resources.empty() ? "" : resources + "/runtime";
    places.javaHome = environment ("JAVA_HOME");
    places.systemHomes = { "/usr/lib/jvm/default-java", homeOfJavaOnPath() };
    return places;
}

static fs::path libraryOf (const fs::path& home)
{
    return home / "lib" / "server" / "libjvm.so";
}

JvmLibrary::Home JvmLibrary::inspect (const std::string& path)
{
    std::ifstream release (fs::path (path) / "release");

    if (! release)
        throw std::runtime_error (path + " is not a Java runtime (it has no readable `release` file)");

    Home home;
    home.path = path;

    for (std::string line; std::getline (release, line);)
    {
        if (line.rfind ("JAVA_VERSION=\"", 0) == 0)
        {
            home.version = line.substr (14, line.find ('"', 14) - 14);
            home.major = std::atoi (home.version.c_str());    // "1.8.0_402" is Java 8, and too old either way
        }

        if (line.rfind ("MODULES=", 0) == 0)
            home.hasVectorModule = line.find ("jdk.incubator.vector") != std::string::npos;
    }

    if (home.major < oldestJava)
        throw std::runtime_error (path + " is Java " + (home.version.empty() ? "of an unknown version" : home.version)
                                  + ", and Stompjar needs " + std::to_string (oldestJava) + " or newer");

    if (! fs::exists (libraryOf (path)))
        throw std::runtime_error (path + " has no lib/server/libjvm.so");

    return home;
}

JvmLibrary::Home JvmLibrary::find (const Places& places, std::vector<std::string>& complaints)
{
    const auto consider = [&] (const std::string& place, const std::string& path, bool mustExist, Home& result)
    {
        std::error_code error;

        if (path.empty() || (! mustExist && ! fs::exists (path, error)))
            return false;

        try
        {
            result = inspect (path);
            return true;
        }
        catch (const std::exception& reason)
        {
            complaints.push_back (place + ": " + reason.what());
            return false;
        }
    };

    Home home;

    if (consider ("STOMPJAR_JAVA_HOME", places.stompjarJavaHome, true, home)
        || consider ("the bundle's runtime", places.bundledRuntime, false, home)
        || consider ("JAVA_HOME", places.javaHome, true, home))
        return home;

    for (const auto& path : places.systemHomes)
        if (consider ("the system's Java", path, false, home))
            return home;

    std::string message = "No Java " + std::to_string (oldestJava) + " or newer found: install openjdk-17-jre-headless "
                          "or set STOMPJAR_JAVA_HOME";

    for (const auto& complaint : complaints)
        message += "; " + complaint;

    throw std::runtime_error (message);
}

/** The home of a libjvm that is already loaded: …/lib/server/libjvm.so, three folders up. */
static JvmLibrary::Home homeOfLoaded (void* createJavaVM)
{
    Dl_info info {};
    std::error_code error;

    if (dladdr (createJavaVM, &info) == 0)
        throw std::runtime_error ("The Java in this process does not say where it comes from");

    const auto library = fs::canonical (info.dli_fname, error);
    return JvmLibrary::inspect (library.parent_path().parent_path().parent_path().string());
}

JvmLibrary JvmLibrary::open (const Places& places)
{
    JvmLibrary result;
    result.handle = dlopen ("libjvm.so", RTLD_NOLOAD | RTLD_NOW);
    result.wasThere = result.handle != nullptr;

    if (! result.wasThere)
    {
        result.home = find (places, result.complaints);
        result.handle = dlopen (libraryOf (result.home.path).c_str(), RTLD_NOW | RTLD_LOCAL);

        if (result.handle == nullptr)
            throw std::runtime_error (std::string ("Java cannot be loaded: ") + dlerror());
    }

    result.getCreatedJavaVMs = reinterpret_cast<decltype (getCreatedJavaVMs)> (dlsym (result.handle, "JNI_GetCreatedJavaVMs"));
    result.createJavaVM = reinterpret_cast<decltype (createJavaVM)> (dlsym (result.handle, "JNI_CreateJavaVM"));

    if (result.getCreatedJavaVMs == nullptr || result.createJavaVM == nullptr)
        throw std::runtime_error ("The libjvm.so in this process is not Java's");

    if (result.wasThere)
        result.home = homeOfLoaded (reinterpret_cast<void*> (result.createJavaVM));

    return result;
}

bool JvmLibrary::hasBuiltIn (const char* hotspotClass) const
{
    // See vmStructs.hpp in OpenJDK: an array of entries of so many bytes, with a null name at its end.
    const auto* types = static_cast<const char* const*> (dlsym (handle, "gHotSpotVMTypes"));
    const auto* stride = static_cast<const std::uint64_t*> (dlsym (handle, "gHotSpotVMTypeEntryArrayStride"));
    const auto* nameOffset = static_cast<const std::uint64_t*> (dlsym (handle, "gHotSpotVMTypeEntryTypeNameOffset"));

    if (types == nullptr || stride == nullptr || nameOffset == nullptr || *stride == 0)
        return false;

    const auto nameOf = [&] (const char* entry) { return *reinterpret_cast<const char* const*> (entry + *nameOffset); };

    for (const char* entry = *types; entry != nullptr && nameOf (entry) != nullptr; entry += *stride)
        if (std::strcmp (nameOf (entry), hotspotClass) == 0)
            return true;

    return false;
}

}

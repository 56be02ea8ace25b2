#include "jvm/Bundle.h"

#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>

namespace stompjar
{

namespace fs = std::filesystem;

/** The folder of the shared library (or program) that this function was linked into. */
static fs::path ownFolder()
{
    Dl_info info {};

    if (dladdr (reinterpret_cast<const void*> (&findResources), &info) == 0 || info.dli_fname == nullptr)
        return {};

    // A program may have been started by its bare name: /proc knows where it is.
    std::error_code error;
    const fs::path file = info.dli_fname;
    const auto whole = file.has_parent_path() ? fs::canonical (file, error) : fs::read_symlink ("/proc/self/exe", error);
    return error ? fs::path {} : whole.parent_path();
}

std::string findResources()
{
    if (const char* set = std::getenv ("STOMPJAR_RESOURCES"); set != nullptr && *set != 0)
        return set;

    const auto folder = ownFolder();

    for (const auto& candidate : { folder / "../Resources", folder, folder / "Stompjar.resources" })
    {
        std::error_code error;

        if (fs::is_directory (candidate / "java", error))
            return fs::canonical (candidate, error).string();
    }

    return {};
}

}

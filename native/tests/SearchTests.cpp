#include "tests/Check.h"

#include "jvm/JvmLibrary.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace stompjar
{

namespace fs = std::filesystem;

/** A folder that looks like a Java home; nothing in it can run. */
static std::string fakeHome (const fs::path& path, const std::string& version, bool withLibrary = true, const std::string& modules = "java.base")
{
    fs::create_directories (path / "lib" / "server");
    std::ofstream (path / "release") << "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" << version << "\"\nMODULES=\"" << modules << "\"\n";

    if (withLibrary)
        std::ofstream (path / "lib" / "server" / "libjvm.so") << "";

    return path.string();
}

static std::string reasonAgainst (const std::string& home)
{
    try
    {
        JvmLibrary::inspect (home);
        return {};
    }
    catch (const std::exception& reason)
    {
        return reason.what();
    }
}

static bool contains (const std::string& text, const std::string& part)
{
    return text.find (part) != std::string::npos;
}

void testSearch()
{
    const auto folder = fs::temp_directory_path() / ("stompjar-search-" + std::to_string (::getpid()));
    const auto a = fakeHome (folder / "a", "17.0.1"), b = fakeHome (folder / "b", "21", true, "java.base jdk.incubator.vector"),
               c = fakeHome (folder / "c", "25.0.3"), d = fakeHome (folder / "d", "18"),
               old = fakeHome (folder / "old", "11.0.2"), older = fakeHome (folder / "older", "1.8.0_402"),
               hollow = fakeHome (folder / "hollow", "17", false);
    fs::create_directories (folder / "empty");
    const auto empty = (folder / "empty").string(), missing = (folder / "missing").string();

    // What a home says of itself.
    CHECK_EQUAL (JvmLibrary::inspect (a).major, 17);
    CHECK_EQUAL (JvmLibrary::inspect (a).version, "17.0.1");
    CHECK (! JvmLibrary::inspect (a).hasVectorModule);
    CHECK (JvmLibrary::inspect (b).hasVectorModule);
    CHECK (contains (reasonAgainst (old), "11.0.2"));
    CHECK (contains (reasonAgainst (older), "1.8.0"));
    CHECK (contains (reasonAgainst (hollow), "libjvm.so"));
    CHECK (contains (reasonAgainst (empty), "release"));

    // The order; each place gives way to the one before it.
    std::vector<std::string> complaints;
    JvmLibrary::Places places { a, b, c, { missing, d } };
    CHECK_EQUAL (JvmLibrary::find (places, complaints).path, a);
    places.stompjarJavaHome = {};
    CHECK_EQUAL (JvmLibrary::find (places, complaints).path, b);
    places.bundledRuntime = missing;    // a bundle without a runtime is nothing to complain of
    CHECK_EQUAL (JvmLibrary::find (places, complaints).path, c);
    places.javaHome = {};
    CHECK_EQUAL (JvmLibrary::find (places, complaints).path, d);
    CHECK (complaints.empty());

    // What the user named and cannot be used is passed over, and told.
    places.stompjarJavaHome = empty;
    places.javaHome = old;
    CHECK_EQUAL (JvmLibrary::find (places, complaints).path, d);
    CHECK_EQUAL (complaints.size(), size_t { 2 });
    CHECK (contains (complaints[0], "STOMPJAR_JAVA_HOME") && contains (complaints[0], empty));
    CHECK (contains (complaints[1], "JAVA_HOME") && contains (complaints[1], "11.0.2"));

    // Nothing at all: a sentence that says what to do.
    std::string message;
    try
    {
        complaints.clear();
        places.systemHomes = { older };
        JvmLibrary::find (places, complaints);
    }
    catch (const std::exception& reason)
    {
        message = reason.what();
    }
    std::cerr << message << std::endl;
    CHECK (contains (message, "install") && contains (message, empty) && contains (message, "1.8.0_402"));

    // The places of this machine.
    fs::create_directories (folder / "bin");
    fs::create_directories (folder / "d" / "bin");
    std::ofstream (folder / "d" / "bin" / "java") << "";
    fs::create_symlink (folder / "d" / "bin" / "java", folder / "bin" / "java");
    ::setenv ("STOMPJAR_JAVA_HOME", "/one", 1);
    ::setenv ("JAVA_HOME", "/two", 1);
    ::setenv ("PATH", ("/nonexistent:" + (folder / "bin").string()).c_str(), 1);
    const auto standard = JvmLibrary::Places::standard ("/bundle");
    CHECK_EQUAL (standard.stompjarJavaHome, "/one");
    CHECK_EQUAL (standard.bundledRuntime, "/bundle/runtime");
    CHECK_EQUAL (standard.javaHome, "/two");
    CHECK_EQUAL (standard.systemHomes.back(), fs::canonical (d).string());

    fs::remove_all (folder);
}

}

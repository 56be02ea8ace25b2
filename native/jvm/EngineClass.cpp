#include "jvm/EngineClass.h"

#include "jvm/JavaText.h"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace stompjar
{

namespace fs = std::filesystem;

static std::vector<std::string> jarsIn (const std::string& resources)
{
    std::vector<std::string> jars;
    std::error_code error;

    for (const auto& entry : fs::directory_iterator (resources + "/java", error))
        if (entry.path().extension() == ".jar")
            jars.push_back (entry.path().string());

    std::sort (jars.begin(), jars.end());

    if (jars.empty())
        throw std::runtime_error ("The plugin is incomplete: no jars in " + (resources.empty() ? "its bundle" : resources + "/java"));

    return jars;
}

/** new URLClassLoader(jars, ClassLoader.getPlatformClassLoader()).loadClass(name): the host's class path stays out. */
static jclass loadClass (JNIEnv& env, const std::vector<std::string>& jars, const char* name)
{
    const auto file = env.FindClass ("java/io/File");
    const auto uri = env.FindClass ("java/net/URI");
    const auto url = env.FindClass ("java/net/URL");
    const auto classLoader = env.FindClass ("java/lang/ClassLoader");
    const auto urlClassLoader = env.FindClass ("java/net/URLClassLoader");
    rethrow (env);

    const auto newFile = env.GetMethodID (file, "<init>", "(Ljava/lang/String;)V");
    const auto toUri = env.GetMethodID (file, "toURI", "()Ljava/net/URI;");
    const auto toUrl = env.GetMethodID (uri, "toURL", "()Ljava/net/URL;");
    const auto platform = env.GetStaticMethodID (classLoader, "getPlatformClassLoader", "()Ljava/lang/ClassLoader;");
    const auto find = env.GetMethodID (classLoader, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
    const auto newLoader = env.GetMethodID (urlClassLoader, "<init>", "([Ljava/net/URL;Ljava/lang/ClassLoader;)V");
    rethrow (env);

    const auto urls = env.NewObjectArray (static_cast<jsize> (jars.size()), url, nullptr);
    rethrow (env);

    for (size_t i = 0; i < jars.size(); ++i)
    {
        env.PushLocalFrame (16);
        const auto path = toValue (toJava (env, jars[i]));
        const auto asFile = env.NewObjectA (file, newFile, &path);
        rethrow (env);
        const auto asUri = env.CallObjectMethodA (asFile, toUri, nullptr);
        rethrow (env);
        const auto asUrl = env.CallObjectMethodA (asUri, toUrl, nullptr);
        rethrow (env);
        env.SetObjectArrayElement (urls, static_cast<jsize> (i), asUrl);
        rethrow (env);
        env.PopLocalFrame (nullptr);
    }

    const auto parent = env.CallStaticObjectMethodA (classLoader, platform, nullptr);
    rethrow (env);
    const jvalue arguments[] { toValue (urls), toValue (parent) };
    const auto loader = env.NewObjectA (urlClassLoader, newLoader, arguments);
    rethrow (env);
    const auto className = toValue (toJava (env, name));
    const auto type = env.CallObjectMethodA (loader, find, &className);
    rethrow (env);
    return static_cast<jclass> (type);
}

const EngineClass& EngineClass::findIn (JNIEnv& env, const std::string& resources)
{
    static std::mutex mutex;
    static const EngineClass* loaded = nullptr;    // never freed: instances come and go, the classes stay

    const std::lock_guard<std::mutex> guard (mutex);

    if (loaded == nullptr)
    {
        const auto type = loadClass (env, jarsIn (resources), "stompjar.bridge.NativePedal");
        const auto method = [&] (const char* name, const char* signature)
        {
            const auto id = env.GetMethodID (type, name, signature);
            rethrow (env);
            return id;
        };

        EngineClass found;
        found.construct      = method ("<init>", "(Ljava/lang/String;Ljava/lang/String;)V");
        found.prepare        = method ("prepare", "(DIIZ)Ljava/nio/ByteBuffer;");
        found.process        = method ("process", "(I)V");
        found.reset          = method ("reset", "()V");
        found.latencyFrames  = method ("latencyFrames", "()I");
        found.tailSeconds    = method ("tailSeconds", "()D");
        found.load           = method ("load", "(ILjava/lang/String;)Ljava/lang/String;");
        found.clear          = method ("clear", "(I)V");
        found.slotText       = method ("slotText", "(I)Ljava/lang/String;");
        found.captureState   = method ("captureState", "()[B");
        found.restoreCapture = method ("restoreCapture", "([B)Ljava/lang/String;");
        found.snapshot       = method ("snapshot", "()[B");
        found.environment    = method ("environment", "()Ljava/lang/String;");
        found.unheard        = method ("unheard", "()Ljava/lang/String;");
        found.describe       = method ("describe", "()Ljava/lang/String;");
        found.close          = method ("close", "()V");
        found.type = static_cast<jclass> (env.NewGlobalRef (type));
        loaded = new EngineClass (found);
    }

    return *loaded;
}

}

#include "tests/Check.h"
#include "tests/Sound.h"

#include <clocale>
#include <thread>

namespace stompjar
{

/** Live threads that Java knows of: Thread.getAllStackTraces().size(). */
static int javaThreads (Jvm& jvm)
{
    auto* env = jvm.environment();
    CHECK (env != nullptr);
    env->PushLocalFrame (16);
    const auto thread = env->FindClass ("java/lang/Thread");
    const auto traces = env->CallStaticObjectMethodA (thread, env->GetStaticMethodID (thread, "getAllStackTraces", "()Ljava/util/Map;"), nullptr);
    const auto size = env->CallIntMethodA (traces, env->GetMethodID (env->FindClass ("java/util/Map"), "size", "()I"), nullptr);
    env->PopLocalFrame (nullptr);
    return size;
}

void testThreads()
{
    auto pedal = preparedPedal (1);
    auto& jvm = Jvm::join (JvmLibrary::Places::standard (""));
    const auto in = guitar (1, 640);
    const auto before = javaThreads (jvm);

    // What it says that it was built with decides about its options.
    CHECK (jvm.library.hasBuiltIn ("SerialHeap") && ! jvm.library.hasBuiltIn ("SomebodysHeap"));

    // While a thread lives it is attached: the count can rise.
    int during = 0;
    std::thread ([&] { play (*pedal, in, 64); during = javaThreads (jvm); }).join();
    CHECK_EQUAL (during, before + 1);

    for (int i = 0; i < 50; ++i)
        std::thread ([&] { play (*pedal, in, 64); }).join();

    CHECK (! pedal->status().contains ("dry"));
    CHECK (javaThreads (jvm) <= before + 1);    // Java may start one of its own; 50 of ours would show
}

void testLocale()
{
    // The environment asks for another locale than the process has; Java obeys the environment.
    CHECK_EQUAL (juce::SystemStats::getEnvironmentVariable ("LC_ALL", {}), juce::String ("C.UTF-8"));
    CHECK_EQUAL (std::string (std::setlocale (LC_ALL, nullptr)), std::string ("C"));
    auto pedal = preparedPedal (1);
    CHECK (! pedal->status().contains ("dry"));
    CHECK_EQUAL (std::string (std::setlocale (LC_ALL, nullptr)), std::string ("C"));
}

}

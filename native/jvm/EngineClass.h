#pragma once

#include <jni.h>
#include <string>

namespace stompjar
{

/** stompjar.bridge.NativePedal and its methods, looked up once: FindClass does not see our loader, and look-ups take
    time. The class is the only one of the engine that C++ knows. */
struct EngineClass
{
    jclass type = nullptr;    // global reference
    jmethodID construct = nullptr, prepare = nullptr, process = nullptr, reset = nullptr, latencyFrames = nullptr, tailSeconds = nullptr,
              load = nullptr, clear = nullptr, slotText = nullptr, captureState = nullptr, restoreCapture = nullptr, snapshot = nullptr, environment = nullptr, unheard = nullptr, describe = nullptr, close = nullptr;

    /** Loads the class from <resources>/java/ with a class loader of our own; later calls return the same. Loader or
        message thread. @throws std::runtime_error if there are no jars, JavaFault if they are not the engine's */
    static const EngineClass& findIn (JNIEnv&, const std::string& resources);
};

inline jvalue toValue (jobject object) noexcept
{
    jvalue value {};
    value.l = object;
    return value;
}

}

#pragma once

#include <jni.h>
#include <stdexcept>
#include <string>

namespace stompjar
{

/** A Java exception, as one sentence. */
struct JavaFault : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

// Loader or message thread, all of them: they allocate on both sides.

/** UTF-8 to a Java string; JNI's own conversion is not UTF-8 beyond the basic plane. @throws JavaFault */
jstring toJava (JNIEnv&, const std::string&);

/** A Java string to UTF-8; null becomes empty. @throws JavaFault */
std::string fromJava (JNIEnv&, jstring);

/** A throwable as "its message" or, lacking one, its class. Never throws. */
std::string describe (JNIEnv&, jthrowable) noexcept;

/** Clears a pending Java exception and throws it as a JavaFault; does nothing if there is none. */
void rethrow (JNIEnv&);

}

#include "jvm/JavaText.h"

namespace stompjar
{

static jstring charset (JNIEnv& env)
{
    return env.NewStringUTF ("UTF-8");
}

jstring toJava (JNIEnv& env, const std::string& text)
{
    const auto length = static_cast<jsize> (text.size());
    const auto bytes = env.NewByteArray (length);
    rethrow (env);
    env.SetByteArrayRegion (bytes, 0, length, reinterpret_cast<const jbyte*> (text.data()));

    const auto string = env.FindClass ("java/lang/String");
    const auto constructor = env.GetMethodID (string, "<init>", "([BLjava/lang/String;)V");
    jvalue arguments[2] {};
    arguments[0].l = bytes;
    arguments[1].l = charset (env);
    const auto result = env.NewObjectA (string, constructor, arguments);
    rethrow (env);
    return static_cast<jstring> (result);
}

std::string fromJava (JNIEnv& env, jstring text)
{
    if (text == nullptr)
        return {};

    const auto getBytes = env.GetMethodID (env.FindClass ("java/lang/String"), "getBytes", "(Ljava/lang/String;)[B");
    jvalue argument {};
    argument.l = charset (env);
    const auto bytes = static_cast<jbyteArray> (env.CallObjectMethodA (text, getBytes, &argument));
    rethrow (env);

    std::string result (static_cast<size_t> (env.GetArrayLength (bytes)), ' ');
    env.GetByteArrayRegion (bytes, 0, static_cast<jsize> (result.size()), reinterpret_cast<jbyte*> (result.data()));
    return result;
}

std::string describe (JNIEnv& env, jthrowable throwable) noexcept
{
    try
    {
        const auto toString = env.GetMethodID (env.FindClass ("java/lang/Throwable"), "toString", "()Ljava/lang/String;");
        const auto text = static_cast<jstring> (env.CallObjectMethodA (throwable, toString, nullptr));

        if (! env.ExceptionCheck())
            return fromJava (env, text);
    }
    catch (const std::exception&)
    {
    }

    env.ExceptionClear();
    return "an exception that cannot be described";
}

void rethrow (JNIEnv& env)
{
    if (const auto throwable = env.ExceptionOccurred())
    {
        env.ExceptionClear();
        throw JavaFault (describe (env, throwable));
    }
}

}

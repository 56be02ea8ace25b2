#include "jvm/JavaPedal.h"

#include "jvm/EngineClass.h"

namespace stompjar
{

/** A call from a thread that may wait: attaches it, and frees the local references at the end. */
class JavaPedal::Call
{
public:
    explicit Call (Jvm& jvm) : environment (jvm.environment())
    {
        if (environment == nullptr || environment->PushLocalFrame (16) != JNI_OK)
            throw JavaFault ("This thread cannot enter Java (is its stack under 128 kB?)");
    }

    ~Call() { environment->PopLocalFrame (nullptr); }

    JNIEnv* operator->() const { return environment; }
    JNIEnv& operator*() const { return *environment; }

    Call (const Call&) = delete;
    Call& operator= (const Call&) = delete;

private:
    JNIEnv* const environment;
};

//======================================================================================================================
JavaPedal::JavaPedal (Jvm& machine, const std::string& resources)
    : jvm (machine)
{
    const Call env (jvm);
    engine = &EngineClass::findIn (*env, resources);

    const jvalue arguments[] { toValue (toJava (*env, resources)), toValue (nullptr) };
    const auto made = env->NewObjectA (engine->type, engine->construct, arguments);
    rethrow (*env);
    pedal = env->NewGlobalRef (made);
}

JavaPedal::~JavaPedal()
{
    JNIEnv* const env = jvm.environment();

    if (env == nullptr)
        return;    // a thread that cannot attach: better a leak than a crash

    env->CallVoidMethodA (pedal, engine->close, nullptr);
    env->ExceptionClear();
    env->DeleteGlobalRef (pedal);

    for (jobject reference : { buffer, static_cast<jobject> (fault.exchange (nullptr)) })
        if (reference != nullptr)
            env->DeleteGlobalRef (reference);
}

float* JavaPedal::prepare (double rate, int maxFrames, int channels, bool live)
{
    const Call env (jvm);
    jvalue arguments[4] {};
    arguments[0].d = rate;
    arguments[1].i = maxFrames;
    arguments[2].i = channels;
    arguments[3].z = live ? JNI_TRUE : JNI_FALSE;
    const auto shared = env->CallObjectMethodA (pedal, engine->prepare, arguments);
    rethrow (*env);

    const auto needed = (static_cast<jlong> (header) + static_cast<jlong> (maxFrames) * channels) * static_cast<jlong> (sizeof (float));

    if (shared == nullptr || env->GetDirectBufferAddress (shared) == nullptr || env->GetDirectBufferCapacity (shared) < needed)
        throw JavaFault ("The engine's buffer is too small: plugin and jars do not belong together");

    if (buffer != nullptr)
        env->DeleteGlobalRef (buffer);

    buffer = env->NewGlobalRef (shared);
    return static_cast<float*> (env->GetDirectBufferAddress (buffer));
}

bool JavaPedal::process (int frames) noexcept
{
    jvalue argument {};
    argument.i = frames;
    return call (engine->process, &argument);
}

bool JavaPedal::reset() noexcept
{
    return call (engine->reset, nullptr);
}

bool JavaPedal::call (jmethodID method, const jvalue* arguments) noexcept
{
    JNIEnv* const env = jvm.environment();

    if (env == nullptr)
    {
        cannotAttach = true;
        return false;
    }

    env->CallVoidMethodA (pedal, method, arguments);

    if (! env->ExceptionCheck())
        return true;

    // Its text can wait for a thread that may allocate; here it is only kept.
    const auto thrown = env->ExceptionOccurred();
    env->ExceptionClear();

    if (const auto before = fault.exchange (static_cast<jthrowable> (env->NewGlobalRef (thrown))))
        env->DeleteGlobalRef (before);

    env->DeleteLocalRef (thrown);
    return false;
}

std::string JavaPedal::takeFault()
{
    if (cannotAttach.exchange (false))
        return "The host's audio thread cannot enter Java (is its stack under 128 kB?)";

    const auto thrown = fault.exchange (nullptr);

    if (thrown == nullptr)
        return {};

    const Call env (jvm);
    const auto text = stompjar::describe (*env, thrown);
    env->DeleteGlobalRef (thrown);
    return text;
}

int JavaPedal::latencyFrames()
{
    const Call env (jvm);
    const auto frames = env->CallIntMethodA (pedal, engine->latencyFrames, nullptr);
    rethrow (*env);
    return frames;
}

double JavaPedal::tailSeconds()
{
    const Call env (jvm);
    const auto seconds = env->CallDoubleMethodA (pedal, engine->tailSeconds, nullptr);
    rethrow (*env);
    return seconds;
}

static jvalue toValue (Slot slot) noexcept
{
    jvalue value {};
    value.i = static_cast<jint> (slot);
    return value;
}

std::string JavaPedal::load (Slot slot, const std::string& path)
{
    const Call env (jvm);
    const jvalue arguments[] { toValue (slot), toValue (toJava (*env, path)) };
    const auto error = env->CallObjectMethodA (pedal, engine->load, arguments);
    rethrow (*env);
    return fromJava (*env, static_cast<jstring> (error));
}

void JavaPedal::clear (Slot slot)
{
    const Call env (jvm);
    const auto argument = toValue (slot);
    env->CallVoidMethodA (pedal, engine->clear, &argument);
    rethrow (*env);
}

std::string JavaPedal::slotText (Slot slot)
{
    const Call env (jvm);
    const auto argument = toValue (slot);
    const auto text = env->CallObjectMethodA (pedal, engine->slotText, &argument);
    rethrow (*env);
    return fromJava (*env, static_cast<jstring> (text));
}

/** A method without arguments that returns a byte[]. */
JavaPedal::Bytes JavaPedal::bytes (jmethodID method)
{
    const Call env (jvm);
    const auto array = static_cast<jbyteArray> (env->CallObjectMethodA (pedal, method, nullptr));
    rethrow (*env);

    if (array == nullptr)
        return {};

    Bytes bytes (static_cast<size_t> (env->GetArrayLength (array)));
    env->GetByteArrayRegion (array, 0, static_cast<jsize> (bytes.size()), reinterpret_cast<jbyte*> (bytes.data()));
    return bytes;
}

/** A method without arguments that returns a String. */
std::string JavaPedal::text (jmethodID method)
{
    const Call env (jvm);
    const auto string = env->CallObjectMethodA (pedal, method, nullptr);
    rethrow (*env);
    return fromJava (*env, static_cast<jstring> (string));
}

JavaPedal::Bytes JavaPedal::captureState() { return bytes (engine->captureState); }
JavaPedal::Bytes JavaPedal::snapshot()     { return bytes (engine->snapshot); }
std::string JavaPedal::environment()       { return text (engine->environment); }
std::string JavaPedal::unheard()           { return text (engine->unheard); }
std::string JavaPedal::describe()          { return text (engine->describe); }

std::string JavaPedal::restoreCapture (const Bytes& bytes)
{
    const Call env (jvm);
    const auto array = env->NewByteArray (static_cast<jsize> (bytes.size()));
    rethrow (*env);
    env->SetByteArrayRegion (array, 0, static_cast<jsize> (bytes.size()), reinterpret_cast<const jbyte*> (bytes.data()));
    const auto argument = toValue (array);
    const auto error = env->CallObjectMethodA (pedal, engine->restoreCapture, &argument);
    rethrow (*env);
    return fromJava (*env, static_cast<jstring> (error));
}

}

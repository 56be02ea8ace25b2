package stompjar.host;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** LV2's worker extension for offline rendering: what a plugin schedules from {@code run} is done, and answered, at once. One thread. */
final class Lv2Worker {
    static final String INTERFACE = "http://lv2plug.in/ns/ext/worker#interface";
    private static final int SUCCESS = 0, UNKNOWN_ERROR = 1;

    /** {@code schedule_work}. */
    interface Schedule extends Callback {
        int call(Pointer host, int size, Pointer data);
    }

    /** {@code LV2_Worker_Respond_Function}. */
    interface Respond extends Callback {
        int call(Pointer host, int size, Pointer data);
    }

    private final Schedule schedule = (host, size, data) -> work(size, data);
    private final Respond respond = (host, size, data) -> answer(size, data);
    private Pointer plugin;
    private Function work;
    private Function answer;
    private Function endRun;

    Schedule schedule() {
        return schedule;
    }

    /** @param methods the plugin's {@code LV2_Worker_Interface}, or null if it has none */
    void connect(Pointer handle, Pointer methods) {
        if (methods == null) {
            return;
        }
        plugin = handle;
        work = function(methods.getPointer(0));
        answer = function(methods.getPointer(Native.POINTER_SIZE));
        endRun = function(methods.getPointer(2L * Native.POINTER_SIZE));
    }

    private static Function function(Pointer pointer) {
        return pointer == null ? null : Function.getFunction(pointer);
    }

    private int work(int size, Pointer data) {
        return work == null ? UNKNOWN_ERROR
                : work.invokeInt(new Object[] {plugin, CallbackReference.getFunctionPointer(respond), Pointer.NULL, size, data});
    }

    private int answer(int size, Pointer data) {
        return answer == null ? SUCCESS : answer.invokeInt(new Object[] {plugin, size, data});
    }

    /** To be called after each {@code run}. */
    void endRun() {
        if (endRun != null) {
            endRun.invokeInt(new Object[] {plugin});
        }
    }
}

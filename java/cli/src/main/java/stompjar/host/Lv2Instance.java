package stompjar.host;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import stompjar.host.Lv2Port.Type;

/** A running LV2 plugin: mono in (to all of its inputs), mono out (its first output). One thread. */
final class Lv2Instance implements AutoCloseable {
    /** Frames of every call. */
    static final int BLOCK = 256;
    private static final int SEQUENCE_BYTES = 1 << 14;
    private static final String ATOM = "http://lv2plug.in/ns/ext/atom#";
    /** Fields of {@code LV2_Descriptor}, pointers all. */
    private static final int CONNECT = 2, ACTIVATE = 3, RUN = 4, DEACTIVATE = 5, EXTENSION_DATA = 7;

    private final Lilv lilv;
    private final Lv2Plugin plugin;
    private final Pointer instance;
    private final Pointer handle;
    private final Pointer descriptor;
    private final Function run;
    private final Object[] runArguments;
    private final Lv2Worker worker = new Lv2Worker();
    private final Lv2Features features;
    /** By port; null where it is not connected. */
    private final Memory[] buffers;

    /** @throws Lv2Exception if the plugin does not want to */
    Lv2Instance(Lilv lilv, Pointer nativePlugin, Lv2Plugin plugin, double rate) throws Lv2Exception {
        this.lilv = lilv;
        this.plugin = plugin;
        features = new Lv2Features(rate, BLOCK, SEQUENCE_BYTES, worker);
        instance = lilv.lilv_plugin_instantiate(nativePlugin, rate, features.array());
        if (instance == null) {
            throw new Lv2Exception(plugin.uri() + ": it cannot be loaded, or refuses to run at " + Math.round(rate) + " Hz");
        }
        // LilvInstance: descriptor, handle, and what is lilv's own.
        descriptor = instance.getPointer(0);
        handle = instance.getPointer(Native.POINTER_SIZE);
        buffers = new Memory[plugin.ports().size()];
        Function connect = function(CONNECT);
        for (Lv2Port port : plugin.ports()) {
            buffers[port.index()] = buffer(port);
            connect.invokeVoid(new Object[] {handle, port.index(), buffers[port.index()]});
        }
        Function extensionData = function(EXTENSION_DATA);
        if (extensionData != null) {
            worker.connect(handle, extensionData.invokePointer(new Object[] {Lv2Worker.INTERFACE}));
        }
        run = function(RUN);
        runArguments = new Object[] {handle, BLOCK};
        call(ACTIVATE);
    }

    private static Memory buffer(Lv2Port port) {
        long bytes = switch (port.type()) {
            case AUDIO, CV -> BLOCK * (long) Float.BYTES;
            case CONTROL -> Float.BYTES;
            case ATOM -> SEQUENCE_BYTES;
            case OTHER -> 0;
        };
        if (bytes == 0) {
            return null;
        }
        Memory buffer = new Memory(bytes);
        buffer.clear();
        if (port.type() == Type.CONTROL) {
            buffer.setFloat(0, port.defaultValue());
        }
        return buffer;
    }

    private Function function(int field) {
        Pointer pointer = descriptor.getPointer((long) field * Native.POINTER_SIZE);
        return pointer == null ? null : Function.getFunction(pointer);
    }

    private void call(int field) {
        Function function = function(field);
        if (function != null) {
            function.invokeVoid(new Object[] {handle});
        }
    }

    /** Sets controls, by index of the port. */
    void set(Map<Integer, Float> controls) {
        controls.forEach((port, value) -> buffers[port].setFloat(0, value));
    }

    /** Runs {@link #BLOCK} frames: {@code in} from {@code at}, silence after its end, to the same place of {@code out}. */
    void run(float[] in, float[] out, int at) {
        int frames = Math.min(BLOCK, in.length - at);
        for (Lv2Port port : plugin.ports()) {
            Memory buffer = buffers[port.index()];
            if (port.is(Type.AUDIO, true)) {
                buffer.write(0, in, at, frames);
                buffer.setMemory((long) frames * Float.BYTES, (long) (BLOCK - frames) * Float.BYTES, (byte) 0);
            } else if (port.type() == Type.ATOM) {
                empty(buffer, port.input());
            }
        }
        run.invokeVoid(runArguments);
        worker.endRun();
        for (Lv2Port port : plugin.ports()) {
            if (port.is(Type.AUDIO, false)) {
                buffers[port.index()].read(0, out, at, frames);
                return;
            }
        }
    }

    /** An {@code LV2_Atom_Sequence} without events; for an output, room for one. */
    private void empty(Memory sequence, boolean input) {
        sequence.setInt(0, input ? 8 : SEQUENCE_BYTES - 8);
        sequence.setInt(4, features.urid(ATOM + (input ? "Sequence" : "Chunk")));
        sequence.setLong(8, 0);
    }

    /** What the plugin says about its latency, frames; 0 where it says nothing. */
    int latency() {
        for (Lv2Port port : plugin.ports()) {
            if (port.latency() && port.is(Type.CONTROL, false)) {
                return Math.max(0, Math.round(buffers[port.index()].getFloat(0)));
            }
        }
        return 0;
    }

    @Override
    public void close() {
        call(DEACTIVATE);
        lilv.lilv_instance_free(instance);
    }
}

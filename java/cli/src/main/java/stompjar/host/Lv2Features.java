package stompjar.host;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What we offer to an LV2 plugin: numbers for URIs, a fixed block length that is a power of two, the rate, and work that is done at once (which
 * the worker extension allows when rendering offline). It must outlive the instance. One thread.
 */
final class Lv2Features {
    static final String OPTIONS = "http://lv2plug.in/ns/ext/options#options";
    private static final String URID = "http://lv2plug.in/ns/ext/urid#", BUF_SIZE = "http://lv2plug.in/ns/ext/buf-size#";
    private static final String ATOM = "http://lv2plug.in/ns/ext/atom#", LV2 = "http://lv2plug.in/ns/lv2core#";
    private static final String SCHEDULE = "http://lv2plug.in/ns/ext/worker#schedule";
    private static final String SAMPLE_RATE = "http://lv2plug.in/ns/ext/parameters#sampleRate";
    private static final List<String> BLOCK_KEYS = List.of(BUF_SIZE + "minBlockLength", BUF_SIZE + "maxBlockLength", BUF_SIZE + "nominalBlockLength");

    /** Features that a plugin may require. Those without data are promises about how it is run. */
    static final List<String> SUPPORTED = List.of(URID + "map", URID + "unmap", OPTIONS, SCHEDULE, BUF_SIZE + "boundedBlockLength",
            BUF_SIZE + "fixedBlockLength", BUF_SIZE + "powerOf2BlockLength", BUF_SIZE + "coarseBlockLength", LV2 + "hardRTCapable",
            LV2 + "inPlaceBroken", LV2 + "isLive");
    /** Options that a plugin may require. */
    static final List<String> OPTION_KEYS = List.of(BLOCK_KEYS.get(0), BLOCK_KEYS.get(1), BLOCK_KEYS.get(2), BUF_SIZE + "sequenceSize", SAMPLE_RATE);

    /** {@code LV2_Options_Option}: context, subject, key, size, type as 32-bit numbers, and a pointer to the value. */
    private static final int OPTION_BYTES = 24 + Native.POINTER_SIZE;

    interface Map32 extends Callback {
        int call(Pointer handle, String uri);
    }

    interface Unmap32 extends Callback {
        Pointer call(Pointer handle, int urid);
    }

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Pointer> names = new ArrayList<>();
    /** Whatever native code points to. */
    private final List<Object> kept = new ArrayList<>();
    private final List<Pointer> features = new ArrayList<>();

    /**
     * @param block    frames of every call of {@code run}
     * @param sequence bytes of the buffers of atom ports
     * @param worker   what does the plugin's work
     */
    Lv2Features(double rate, int block, int sequence, Lv2Worker worker) {
        add(URID + "map", struct(Pointer.NULL, function((Map32) (handle, uri) -> urid(uri))));
        add(URID + "unmap", struct(Pointer.NULL, function((Unmap32) (handle, urid) -> urid > 0 && urid <= names.size() ? names.get(urid - 1) : null)));
        add(SCHEDULE, struct(Pointer.NULL, function(worker.schedule())));
        add(OPTIONS, options(rate, block, sequence));
        SUPPORTED.stream().filter(uri -> uri.startsWith(BUF_SIZE)).forEach(uri -> add(uri, null));
    }

    int urid(String uri) {
        return numbers.computeIfAbsent(uri, u -> {
            names.add(text(u));
            return names.size();
        });
    }

    /** For {@code lilv_plugin_instantiate}. */
    Pointer array() {
        Memory array = memory((features.size() + 1L) * Native.POINTER_SIZE);
        for (int i = 0; i < features.size(); i++) {
            array.setPointer((long) i * Native.POINTER_SIZE, features.get(i));
        }
        return array;
    }

    private void add(String uri, Pointer data) {
        features.add(struct(text(uri), data));
    }

    private Pointer options(double rate, int block, int sequence) {
        Memory options = memory((OPTION_KEYS.size() + 1L) * OPTION_BYTES);
        for (int i = 0; i < OPTION_KEYS.size(); i++) {
            String key = OPTION_KEYS.get(i);
            Memory value = memory(4);
            if (key.equals(SAMPLE_RATE)) {
                value.setFloat(0, (float) rate);
            } else {
                value.setInt(0, BLOCK_KEYS.contains(key) ? block : sequence);
            }
            long at = (long) i * OPTION_BYTES;
            // Context 0 is the instance, which has no subject.
            options.setInt(at + 8, urid(key));
            options.setInt(at + 12, 4);
            options.setInt(at + 16, urid(ATOM + (key.equals(SAMPLE_RATE) ? "Float" : "Int")));
            options.setPointer(at + 24, value);
        }
        return options;
    }

    private Pointer struct(Pointer first, Pointer second) {
        Memory struct = memory(2L * Native.POINTER_SIZE);
        struct.setPointer(0, first);
        struct.setPointer(Native.POINTER_SIZE, second);
        return struct;
    }

    private Pointer function(Callback callback) {
        kept.add(callback);
        return CallbackReference.getFunctionPointer(callback);
    }

    private Pointer text(String text) {
        Memory bytes = memory(text.length() * 4L + 1);
        bytes.setString(0, text, "UTF-8");
        return bytes;
    }

    /** Zeroed. */
    private Memory memory(long bytes) {
        Memory memory = new Memory(bytes);
        memory.clear();
        kept.add(memory);
        return memory;
    }
}

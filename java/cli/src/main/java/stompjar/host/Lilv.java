package stompjar.host;

import com.sun.jna.DefaultTypeMapper;
import com.sun.jna.FromNativeContext;
import com.sun.jna.FromNativeConverter;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;

/** The functions of lilv 0.24 that are called here; see lilv.h. Names, and who frees what, are lilv's. One thread. */
interface Lilv extends Library {
    String FILE = "liblilv-0.so.0";

    /** @throws Lv2Exception if it is not installed */
    static Lilv load() throws Lv2Exception {
        try {
            DefaultTypeMapper types = new DefaultTypeMapper();
            types.addFromNativeConverter(boolean.class, new CBool());
            return Native.load(FILE, Lilv.class, Map.of(OPTION_TYPE_MAPPER, types));
        } catch (UnsatisfiedLinkError e) {
            throw new Lv2Exception(FILE + " cannot be loaded, which hosts LV2 plugins; on Debian: apt-get install liblilv-0-0", e);
        }
    }

    /** C's {@code bool} is one byte, and what comes back beside it in the register is anything; JNA takes an {@code int}. */
    final class CBool implements FromNativeConverter {
        @Override
        public Object fromNative(Object value, FromNativeContext context) {
            return (Byte) value != 0;
        }

        @Override
        public Class<?> nativeType() {
            return Byte.class;
        }
    }

    Pointer lilv_world_new();

    void lilv_world_load_all(Pointer world);

    Pointer lilv_world_get_all_plugins(Pointer world);

    void lilv_world_free(Pointer world);

    Pointer lilv_plugins_begin(Pointer plugins);

    Pointer lilv_plugins_next(Pointer plugins, Pointer at);

    boolean lilv_plugins_is_end(Pointer plugins, Pointer at);

    Pointer lilv_plugins_get(Pointer plugins, Pointer at);

    Pointer lilv_plugins_get_by_uri(Pointer plugins, Pointer uri);

    Pointer lilv_new_uri(Pointer world, String uri);

    void lilv_node_free(Pointer node);

    String lilv_node_as_string(Pointer node);

    float lilv_node_as_float(Pointer node);

    boolean lilv_node_is_float(Pointer node);

    boolean lilv_node_is_int(Pointer node);

    Pointer lilv_nodes_begin(Pointer nodes);

    Pointer lilv_nodes_next(Pointer nodes, Pointer at);

    boolean lilv_nodes_is_end(Pointer nodes, Pointer at);

    Pointer lilv_nodes_get(Pointer nodes, Pointer at);

    void lilv_nodes_free(Pointer nodes);

    boolean lilv_plugin_verify(Pointer plugin);

    Pointer lilv_plugin_get_uri(Pointer plugin);

    Pointer lilv_plugin_get_name(Pointer plugin);

    Pointer lilv_plugin_get_class(Pointer plugin);

    Pointer lilv_plugin_class_get_label(Pointer kind);

    Pointer lilv_plugin_get_required_features(Pointer plugin);

    Pointer lilv_plugin_get_value(Pointer plugin, Pointer predicate);

    int lilv_plugin_get_num_ports(Pointer plugin);

    Pointer lilv_plugin_get_port_by_index(Pointer plugin, int index);

    boolean lilv_port_is_a(Pointer plugin, Pointer port, Pointer type);

    Pointer lilv_port_get_symbol(Pointer plugin, Pointer port);

    Pointer lilv_port_get_name(Pointer plugin, Pointer port);

    Pointer lilv_port_get(Pointer plugin, Pointer port, Pointer predicate);

    boolean lilv_port_has_property(Pointer plugin, Pointer port, Pointer property);

    void lilv_port_get_range(Pointer plugin, Pointer port, PointerByReference defaultValue, PointerByReference min, PointerByReference max);

    /** @param features array of pointers to {@code LV2_Feature}, ended by null */
    Pointer lilv_plugin_instantiate(Pointer plugin, double rate, Pointer features);

    void lilv_instance_free(Pointer instance);
}

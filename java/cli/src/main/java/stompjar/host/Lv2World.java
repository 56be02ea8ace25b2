package stompjar.host;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stompjar.host.Lv2Port.Type;

/** All LV2 plugins of this machine, read from their descriptions by lilv; {@code LV2_PATH} says where else to look. One thread. */
final class Lv2World implements AutoCloseable {
    private static final String LV2 = "http://lv2plug.in/ns/lv2core#", PORT_PROPS = "http://lv2plug.in/ns/ext/port-props#";
    private static final String REQUIRED_OPTION = Lv2Features.OPTIONS.replaceFirst("#options$", "#requiredOption");

    private final Lilv lilv;
    private final Pointer world;
    private final Pointer plugins;
    /** Nodes for URIs, which live as long as the world. */
    private final Map<String, Pointer> uris = new HashMap<>();

    Lv2World() throws Lv2Exception {
        lilv = Lilv.load();
        world = lilv.lilv_world_new();
        lilv.lilv_world_load_all(world);
        plugins = lilv.lilv_world_get_all_plugins(world);
    }

    List<Lv2Plugin> plugins() {
        List<Lv2Plugin> all = new ArrayList<>();
        for (Pointer at = lilv.lilv_plugins_begin(plugins); !lilv.lilv_plugins_is_end(plugins, at); at = lilv.lilv_plugins_next(plugins, at)) {
            Pointer plugin = lilv.lilv_plugins_get(plugins, at);
            // What lacks a name or ports is no plugin.
            if (lilv.lilv_plugin_verify(plugin)) {
                all.add(describe(plugin));
            }
        }
        return all;
    }

    /** @throws Lv2Exception if it is not there or cannot be played through */
    Lv2Instance instantiate(String uri, double rate) throws Lv2Exception {
        Pointer plugin = plugin(uri);
        Lv2Plugin description = describe(plugin);
        if (description.obstacle() != null) {
            throw new Lv2Exception(uri + ": " + description.obstacle());
        }
        return new Lv2Instance(lilv, plugin, description, rate);
    }

    private Pointer plugin(String uri) throws Lv2Exception {
        // lilv makes a node of any word, but complains on stderr where it is no URI.
        Pointer plugin = uri.contains(":") ? lilv.lilv_plugins_get_by_uri(plugins, uri(uri)) : null;
        if (plugin == null || !lilv.lilv_plugin_verify(plugin)) {
            throw new Lv2Exception(uri + ": there is no such LV2 plugin here; ./stompjar doctor lists those that there are");
        }
        return plugin;
    }

    private Pointer uri(String uri) {
        return uris.computeIfAbsent(uri, u -> lilv.lilv_new_uri(world, u));
    }

    private Lv2Plugin describe(Pointer plugin) {
        List<Lv2Port> ports = new ArrayList<>();
        for (int i = 0; i < lilv.lilv_plugin_get_num_ports(plugin); i++) {
            ports.add(port(plugin, lilv.lilv_plugin_get_port_by_index(plugin, i), i));
        }
        List<String> unsupported = new ArrayList<>(texts(lilv.lilv_plugin_get_required_features(plugin)));
        unsupported.removeAll(Lv2Features.SUPPORTED);
        List<String> options = new ArrayList<>(texts(lilv.lilv_plugin_get_value(plugin, uri(REQUIRED_OPTION))));
        options.removeAll(Lv2Features.OPTION_KEYS);
        unsupported.addAll(options);
        return new Lv2Plugin(lilv.lilv_node_as_string(lilv.lilv_plugin_get_uri(plugin)), text(lilv.lilv_plugin_get_name(plugin)),
                lilv.lilv_node_as_string(lilv.lilv_plugin_class_get_label(lilv.lilv_plugin_get_class(plugin))), ports, unsupported);
    }

    private Lv2Port port(Pointer plugin, Pointer port, int index) {
        PointerByReference least = new PointerByReference();
        PointerByReference most = new PointerByReference();
        PointerByReference usual = new PointerByReference();
        lilv.lilv_port_get_range(plugin, port, usual, least, most);
        float min = number(least.getValue(), 0);
        float max = number(most.getValue(), 1);
        float defaultValue = number(usual.getValue(), Math.max(min, Math.min(max, 0)));
        Pointer designation = lilv.lilv_port_get(plugin, port, uri(LV2 + "designation"));
        boolean latency = LV2.concat("latency").equals(text(designation)) || has(plugin, port, LV2 + "reportsLatency");
        boolean stepped = Set.of("integer", "toggled", "enumeration").stream().anyMatch(p -> has(plugin, port, LV2 + p));
        return new Lv2Port(index, lilv.lilv_node_as_string(lilv.lilv_port_get_symbol(plugin, port)), text(lilv.lilv_port_get_name(plugin, port)),
                type(plugin, port), is(plugin, port, LV2 + "InputPort"), has(plugin, port, LV2 + "connectionOptional"), min, max, defaultValue,
                has(plugin, port, PORT_PROPS + "logarithmic"), stepped, latency);
    }

    private Type type(Pointer plugin, Pointer port) {
        if (is(plugin, port, LV2 + "AudioPort")) {
            return Type.AUDIO;
        }
        if (is(plugin, port, LV2 + "ControlPort")) {
            return Type.CONTROL;
        }
        if (is(plugin, port, LV2 + "CVPort")) {
            return Type.CV;
        }
        return is(plugin, port, "http://lv2plug.in/ns/ext/atom#AtomPort") ? Type.ATOM : Type.OTHER;
    }

    private boolean is(Pointer plugin, Pointer port, String type) {
        return lilv.lilv_port_is_a(plugin, port, uri(type));
    }

    private boolean has(Pointer plugin, Pointer port, String property) {
        return lilv.lilv_port_has_property(plugin, port, uri(property));
    }

    /** Frees the node. */
    private float number(Pointer node, float otherwise) {
        float value = node != null && (lilv.lilv_node_is_float(node) || lilv.lilv_node_is_int(node)) ? lilv.lilv_node_as_float(node) : otherwise;
        lilv.lilv_node_free(node);
        return Float.isFinite(value) ? value : otherwise;
    }

    /** Frees the node. */
    private String text(Pointer node) {
        String text = node == null ? "" : lilv.lilv_node_as_string(node);
        lilv.lilv_node_free(node);
        return text;
    }

    /** Frees the nodes. */
    private List<String> texts(Pointer nodes) {
        List<String> texts = new ArrayList<>();
        for (Pointer at = lilv.lilv_nodes_begin(nodes); !lilv.lilv_nodes_is_end(nodes, at); at = lilv.lilv_nodes_next(nodes, at)) {
            texts.add(lilv.lilv_node_as_string(lilv.lilv_nodes_get(nodes, at)));
        }
        lilv.lilv_nodes_free(nodes);
        return texts;
    }

    @Override
    public void close() {
        uris.values().forEach(lilv::lilv_node_free);
        lilv.lilv_world_free(world);
    }
}

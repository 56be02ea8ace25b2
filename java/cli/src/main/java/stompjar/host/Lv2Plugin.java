package stompjar.host;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An LV2 plugin, as its description tells; none of its code has run. Immutable; any thread.
 *
 * @param uri         what names it
 * @param name        its name for people
 * @param kind        the class of plugin, e.g. {@code Distortion Plugin}
 * @param ports       by index
 * @param unsupported what it asks of its host and we do not have, as URIs: features and options
 */
public record Lv2Plugin(String uri, String name, String kind, List<Lv2Port> ports, List<String> unsupported) {
    public Lv2Plugin {
        ports = List.copyOf(ports);
        unsupported = List.copyOf(unsupported);
    }

    /** Why it cannot be played through, in words; null where it can. */
    public String obstacle() {
        if (!unsupported.isEmpty()) {
            return "it asks its host for " + String.join(", ", unsupported) + ", which Stompjar does not have";
        }
        if (ports.stream().noneMatch(p -> p.is(Lv2Port.Type.AUDIO, true))) {
            return "it has no audio input";
        }
        if (ports.stream().noneMatch(p -> p.is(Lv2Port.Type.AUDIO, false))) {
            return "it has no audio output";
        }
        for (Lv2Port port : ports) {
            if (port.type() == Lv2Port.Type.OTHER && !port.optional()) {
                return "its port '" + port.symbol() + "' is of a type that Stompjar does not know";
            }
        }
        return null;
    }

    /**
     * The control that {@code name} means: a symbol, or else a name as people see it, in any case.
     *
     * @throws IllegalArgumentException if there is none; it tells those that there are
     */
    public Lv2Port control(String name) {
        List<Lv2Port> controls = ports.stream().filter(Lv2Port::turns).toList();
        return controls.stream().filter(p -> p.symbol().equals(name)).findFirst()
                .or(() -> controls.stream().filter(p -> p.name().equalsIgnoreCase(name)).findFirst())
                .orElseThrow(() -> new IllegalArgumentException(uri + ": it has no control '" + name + "'; "
                        + (controls.isEmpty() ? "it has none at all" : "it has " + controls.stream()
                        .map(p -> p.symbol() + " (" + p.name() + ", " + p.min() + " to " + p.max() + ")").collect(Collectors.joining(", ")))));
    }
}

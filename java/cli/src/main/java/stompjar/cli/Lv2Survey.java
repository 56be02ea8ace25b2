package stompjar.cli;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import stompjar.cli.Check.State;
import stompjar.host.Lv2Exception;
import stompjar.host.Lv2Host;
import stompjar.host.Lv2Plugin;
import stompjar.host.Lv2Port;

/**
 * The LV2 plugins of this machine that {@code train --lv2} can clone, as far as their descriptions tell.
 *
 * @param check  how many there are
 * @param pedals by name
 */
record Lv2Survey(Check check, List<Pedal> pedals) {
    /** @param controls what {@code --knob} can name */
    record Pedal(String uri, String name, List<Control> controls) {
        String words() {
            return uri + "  " + name + (controls.isEmpty() ? "" : ": " + controls.stream().map(Control::words).collect(Collectors.joining(", ")));
        }
    }

    /** @param symbol its name for programs */
    record Control(String symbol, String name, float min, float max) {
        String words() {
            return symbol.equalsIgnoreCase(name) ? symbol : symbol + " (" + name + ")";
        }
    }

    static Lv2Survey take() throws InterruptedException {
        try (Lv2Host host = new Lv2Host()) {
            List<Lv2Plugin> plugins = host.plugins();
            List<Pedal> pedals = plugins.stream().filter(p -> p.obstacle() == null).map(Lv2Survey::pedal)
                    .sorted(Comparator.comparing(Pedal::uri)).toList();
            String found = pedals.size() + " of " + plugins.size() + " plugins can be cloned with train --lv2";
            return new Lv2Survey(pedals.isEmpty() ? new Check("LV2 pedals", State.ABSENT, found, "apt-get install guitarix-lv2")
                    : Check.ok("LV2 pedals", found), pedals);
        } catch (Lv2Exception e) {
            return new Lv2Survey(new Check("LV2 pedals", State.ABSENT, e.getMessage(), "apt-get install liblilv-0-0"), List.of());
        }
    }

    private static Pedal pedal(Lv2Plugin plugin) {
        return new Pedal(plugin.uri(), plugin.name(), plugin.ports().stream().filter(Lv2Port::turns)
                .map(p -> new Control(p.symbol(), p.name(), p.min(), p.max())).toList());
    }
}

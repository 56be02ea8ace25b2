package stompjar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import stompjar.cli.Check.State;
import stompjar.simd.Kernels;

/** What {@code doctor} knows how to look at. */
final class Machine {
    private static final List<String> VECTOR_FLAGS = List.of("sse2", "sse4_2", "avx", "avx2", "fma", "avx512f", "avx512dq", "asimd", "sve");

    /** A program that can host the plugin, and where to get it. */
    private record PluginHost(String program, String formats, String source) { }

    private static final List<PluginHost> HOSTS = List.of(
            new PluginHost("ardour", "LV2, VST3", "apt-get install ardour"),
            new PluginHost("jalv", "LV2", "apt-get install jalv"),
            new PluginHost("reaper", "LV2, VST3", "https://www.reaper.fm"),
            new PluginHost("carla", "LV2, VST3", "https://kx.studio/Applications:Carla"),
            new PluginHost("qtractor", "LV2, VST3", "apt-get install qtractor"),
            new PluginHost("audacity", "LV2, VST3", "apt-get install audacity"));

    private Machine() { }

    static List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(jdk());
        checks.add(vectorApi());
        checks.add(cpu());
        checks.add(Check.ok("kernels", Kernels.best().name() + " (" + Kernels.reason() + ")"));
        for (String tool : List.of("javac", "mvn", "cmake", "ninja", "c++")) {
            checks.add(tool(tool));
        }
        for (String format : List.of("lv2", "vst3")) {
            checks.add(product("bundle " + format, Project.here().bundle(format)));
        }
        checks.add(product("offline host", Project.here().host()));
        HOSTS.forEach(host -> checks.add(host(host)));
        checks.add(find("ngspice").map(p -> Check.ok("ngspice", p + " (for circuit)")).orElse(
                new Check("ngspice", State.ABSENT, "not found", "./stompjar circuit installs it where it may")));
        return checks;
    }

    private static Check jdk() {
        String found = System.getProperty("java.vendor") + " " + Runtime.version() + " in " + System.getProperty("java.home");
        int feature = Runtime.version().feature();
        return feature >= 17 ? Check.ok("JDK", found)
                : new Check("JDK", State.MISSING, found + "; 17 or later is needed", "apt-get install openjdk-17-jdk-headless");
    }

    private static Check vectorApi() {
        boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return there ? Check.ok("Vector API", "jdk.incubator.vector is on") : new Check("Vector API", State.ABSENT,
                "jdk.incubator.vector is not in this JVM: the scalar kernels are slower", "use a full JDK, and the launcher ./stompjar");
    }

    static Check cpu() {
        String model = System.getProperty("os.arch");
        Set<String> flags = new TreeSet<>();
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("model name")) {
                    model = line.substring(line.indexOf(':') + 1).strip();
                } else if (line.startsWith("flags") || line.startsWith("Features")) {
                    flags.addAll(List.of(line.substring(line.indexOf(':') + 1).strip().split(" ")));
                }
            }
        } catch (IOException e) {
            return Check.ok("CPU", model);
        }
        flags.retainAll(VECTOR_FLAGS);
        return Check.ok("CPU", model + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + String.join(" ", flags));
    }

    private static Check tool(String program) {
        return find(program).map(p -> Check.ok(program, p.toString())).orElse(
                new Check(program, State.MISSING, "not on the PATH", "./stompjar build installs it where it may"));
    }

    private static Check product(String name, Path file) {
        return Files.exists(file) ? Check.ok(name, file.toString())
                : new Check(name, State.MISSING, "not built yet", "./stompjar build");
    }

    private static Check host(PluginHost host) {
        return find(host.program).map(p -> Check.ok(host.program, p + " (" + host.formats + ")")).orElse(
                new Check(host.program, State.ABSENT, "not found", host.source));
    }

    static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).filter(d -> !d.isEmpty())
                .map(d -> Path.of(d, program)).filter(Files::isExecutable).findFirst();
    }
}

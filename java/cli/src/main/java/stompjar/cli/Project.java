package stompjar.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the project. The launcher and Maven say where its root is. */
record Project(Path root) {
    static Project here() {
        return new Project(Path.of(System.getProperty("stompjar.root", ".")).toAbsolutePath().normalize());
    }

    /** The built plugin. @param format {@code lv2} or {@code vst3} */
    Path bundle(String format) {
        return root.resolve("build/bundles/Stompjar." + format);
    }

    /** The program of its own; what it needs is beside it, see {@link #bundle}. */
    Path program() {
        return root.resolve("build/bundles/Stompjar");
    }

    Path host() {
        return root.resolve("build/bin/stompjar-host");
    }

    Path captures() {
        return root.resolve("plugin-bundle/captures");
    }

    Path demoGuitar() {
        return root.resolve("plugin-bundle/demo/riff.wav");
    }

    /** @throws Failure in words for a player if it has not been built */
    static Path built(Path product) throws Failure {
        if (!Files.exists(product)) {
            throw new Failure(product + ": it is not built yet; run ./stompjar build");
        }
        return product;
    }
}

package stompjar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/** A program: {@code render} with each of many captures, in one JVM, which has seen many kinds of network when it comes to the last, as one in a host has. */
final class RenderEach {
    private RenderEach() { }

    /** @param args the dry file, the folder for the wet ones, and captures, after which these are named */
    public static void main(String[] args) {
        for (int i = 2; i < args.length; i++) {
            Path capture = Path.of(args[i]);
            int status = Main.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), "render", "--capture", capture.toString(),
                    "--in", args[0], "--out", wet(Path.of(args[1]), capture).toString());
            if (status != 0) {
                System.exit(status);
            }
        }
    }

    static Path wet(Path folder, Path capture) {
        return folder.resolve(capture.getFileName() + ".wav");
    }
}

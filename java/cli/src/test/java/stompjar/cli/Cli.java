package stompjar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a verb did, run in this JVM.
 *
 * @param status exit status
 */
public record Cli(int status, String out, String err) {
    public static Cli run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Cli(status, out.toString(), err.toString());
    }
}

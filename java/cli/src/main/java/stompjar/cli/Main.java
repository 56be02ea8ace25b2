package stompjar.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import stompjar.capture.CaptureException;
import stompjar.data.AudioException;
import stompjar.host.Lv2Exception;

/** Start of the command line. Exit status: 0 done, 1 the work failed (one line on stderr), 2 wrong usage. */
@Command(name = "stompjar", mixinStandardHelpOptions = true, version = "Stompjar 0.1.0", synopsisSubcommandLabel = "VERB",
        description = "A neural guitar pedal whose brain is Java.%n", commandListHeading = "%nVerbs:%n",
        footer = {"", "The launcher adds: build (builds the plugin), test (runs every test), jmh (runs the benchmarks), screenshot (the face as a picture)."},
        subcommands = {DemoVerb.class, RenderVerb.class, BounceVerb.class, TrainVerb.class, CompareVerb.class, ExportVerb.class, InfoVerb.class, BenchVerb.class,
            DoctorVerb.class, InstallVerb.class, RiffVerb.class, CabVerb.class, CircuitVerb.class, TotalsVerb.class})
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() { }

    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs one verb. @return the exit status */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        try {
            return execute(out, err, args);
        } catch (OutOfMemoryError e) {
            err.println("stompjar: this needs more memory than Java may have here, " + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
            return 1;
        }
    }

    private static int execute(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Envelope.class, Envelope::parse)
                .registerConverter(BlockPlan.class, BlockPlan::parse)
                .registerConverter(Position.class, Position::parse)
                .setParameterExceptionHandler((e, a) -> {
                    String verb = e.getCommandLine().getCommandSpec().qualifiedName();
                    err.println(verb + ": " + oneLine(e.getMessage()) + " (see " + verb + " --help)");
                    return 2;
                })
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    err.println(commandLine.getCommandSpec().qualifiedName() + ": " + reason(e));
                    if (Boolean.getBoolean("stompjar.debug")) {
                        e.printStackTrace(err);
                    }
                    return 1;
                })
                .execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which verb?");
    }

    private static String reason(Exception e) {
        // The engine refuses what it cannot play with an IllegalArgumentException whose message is for people.
        if (e instanceof Failure || e instanceof CaptureException || e instanceof AudioException || e instanceof Lv2Exception
                || e instanceof IllegalArgumentException) {
            return oneLine(e.getMessage());
        }
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + ": no such file";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + ": it is a file, where a folder is wanted";
        }
        if (e instanceof AccessDeniedException) {
            return e.getMessage() + ": you may not do that there";
        }
        return oneLine(e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceFirst("^Error: ", "").replaceAll("\\s*\\R\\s*", "; ");
    }
}

package stompjar.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stompjar.cli.Check.State;

/** {@code doctor}: is everything there? Exit status 1 if something needed is missing. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Checks this machine and says how to get what is missing.")
final class DoctorVerb implements Callable<Integer> {
    @Mixin
    private Output output;

    /** What JSON says. @param ok whether nothing needed is missing */
    private record Report(boolean ok, List<Check> checks, List<Lv2Survey.Pedal> lv2Pedals) { }

    @Override
    public Integer call() throws Exception {
        List<Check> checks = Machine.checks();
        Lv2Survey lv2 = Lv2Survey.take();
        checks.add(lv2.check());
        boolean ok = checks.stream().noneMatch(c -> c.state() == State.MISSING);
        StringBuilder words = new StringBuilder();
        for (Check check : checks) {
            String mark = switch (check.state()) {
                case OK -> "ok     ";
                case ABSENT -> "-      ";
                case MISSING -> "MISSING";
            };
            words.append(String.format("%s  %-13s %s%s%n", mark, check.name(), check.found(),
                    check.advice() == null ? "" : "  → " + check.advice()));
        }
        lv2.pedals().forEach(pedal -> words.append("         ").append(pedal.words()).append(System.lineSeparator()));
        words.append(ok ? "Everything that is needed is there." : "Something that is needed is missing.");
        output.print(new Report(ok, checks, lv2.pedals()), words.toString());
        return ok ? 0 : 1;
    }
}

package stompjar.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a deep net was overkill here, in words that follow from the numbers alone. */
final class Verdict {
    /** ESRs within this factor (1 dB) count as the same. */
    private static final double SAME = 1.26;
    /** An error 30 dB below the sound: the mark that captures of pedals are usually held to. */
    private static final double GOOD = 1e-3;
    private static final double USABLE = 1e-2;

    private Verdict() { }

    /** The answer in a sentence. */
    static String headline(List<Contender> all) {
        Optional<Contender> classical = best(all.stream().filter(c -> !c.isNeural()).toList());
        Optional<Contender> neural = best(all.stream().filter(Contender::isNeural).toList());
        if (classical.isEmpty() || neural.isEmpty()) {
            if (all.size() == 1) {
                return String.format(Locale.ROOT, "What it gets wrong lies %.1f dB below the sound.", all.get(0).depth());
            }
            return best(all).map(c -> "Of these, " + c.name() + " comes nearest.").orElse("Nothing was compared.");
        }
        double ratio = classical.get().esr() / neural.get().esr();
        if (ratio <= 1 / SAME) {
            return "Yes, here a deep net is overkill: " + classical.get().name() + " comes nearer than any network did in this time.";
        }
        if (ratio <= SAME) {
            return "Yes, here a deep net is overkill: " + classical.get().name() + " comes as near.";
        }
        if (classical.get().esr() <= GOOD) {
            return "For most purposes yes: " + classical.get().name() + " is good, and the networks only better still.";
        }
        return String.format(Locale.ROOT, "No: the best classical model, %s, leaves %.1f times the error of %s.", classical.get().name(), ratio,
                neural.get().name());
    }

    /** What the headline rests on. */
    static List<String> grounds(List<Contender> all) {
        List<String> words = new ArrayList<>();
        Contender best = best(all).orElseThrow();
        words.add(String.format(Locale.ROOT, "Nearest: %s, an error %.1f dB below the sound (ESR %s, %s after pre-emphasis), with %,d parameters at "
                + "%.2f %% of a core, learned in %.1f minutes.", best.name(), best.depth(), percent(best.esr()), percent(best.esrPreemphasis()),
                best.parameters(), 100 * best.load(), best.minutes()));
        best(all.stream().filter(c -> c.isNeural() != best.isNeural()).toList()).ifPresent(c -> words.add(String.format(Locale.ROOT,
                "The best %s: %s, %.1f dB below (ESR %s, %s after pre-emphasis), %,d parameters, %.2f %% of a core, %.1f minutes.",
                c.isNeural() ? "network" : "classical model", c.name(), c.depth(), percent(c.esr()), percent(c.esrPreemphasis()), c.parameters(),
                100 * c.load(), c.minutes())));
        all.stream().filter(c -> c.esr() <= USABLE).min(Comparator.comparingDouble(Contender::load)).ifPresentOrElse(
                c -> words.add(String.format(Locale.ROOT, "Cheapest with an error below 1 %%: %s, %s at %.2f %% of a core.", c.name(), percent(c.esr()),
                        100 * c.load())),
                () -> words.add("None has an error below 1 %."));
        Contender worst = all.stream().max(Comparator.comparingDouble(Contender::esr)).orElseThrow();
        if (worst != best) {
            words.add(String.format(Locale.ROOT, "Between the plainest and the nearest lie %.0f dB: %s leaves %s.", best.depth() - worst.depth(),
                    worst.name(), percent(worst.esr())));
        }
        return words;
    }

    private static Optional<Contender> best(List<Contender> some) {
        return some.stream().min(Comparator.comparingDouble(Contender::esr));
    }

    static String percent(double esr) {
        return String.format(Locale.ROOT, esr < 1e-4 ? "%.4f %%" : esr < 0.1 ? "%.3f %%" : "%.1f %%", 100 * esr);
    }
}

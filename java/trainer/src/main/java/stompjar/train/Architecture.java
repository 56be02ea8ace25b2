package stompjar.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to learn: {@code nano}, {@code feather}, {@code lite}, {@code standard} (WaveNets in NAM's A1 sizes), {@code wavenet:CH1xCH2}
 * (channels of its two arrays), each with {@code +film} behind it or not, {@code lstm:H} or {@code gru:H} (hidden size), one of {@link #CLASSICAL}, {@code morph:SPEC}, a
 * cross-fade of snapshots, or {@code auto}, what is nearest of some.
 *
 * @param spec   canonical spelling, e.g. {@code wavenet:8x4}
 * @param family {@code wavenet}, {@code lstm}, {@code gru}, one of {@link #CLASSICAL}, {@code morph}, or {@code auto}
 * @param first  channels of the first array, hidden size, or 0
 * @param second channels of the second array, or 0
 */
public record Architecture(String spec, String family, int first, int second) {
    /** Families that are fitted rather than trained, the plainest first. */
    public static final List<String> CLASSICAL = List.of("gain", "waveshaper", "impulse-response", "adaptive-filter", "wiener",
            "hammerstein", "wiener-hammerstein", "parallel-wiener-hammerstein", "volterra", "kernel");

    /** Shorter names. */
    private static final Map<String, String> ALIASES = Map.of("block", "parallel-wiener-hammerstein", "fir", "impulse-response",
            "morph", "morph:parallel-wiener-hammerstein");
    private static final String MORPH = "morph:";
    private static final String AUTO = "auto";
    private static final String FILM = "+film";

    /** Learns a Tube Screamer with two knobs to below 1 % in minutes and plays at about 1 % of a core. */
    public static final Architecture DEFAULT = parse("feather");

    /** @throws IllegalArgumentException if the spec is none of the above */
    public static Architecture parse(String spec) {
        String name = spec.strip().toLowerCase(Locale.ROOT);
        String s = ALIASES.getOrDefault(name, name);
        if (CLASSICAL.contains(s) || s.equals(AUTO)) {
            return new Architecture(s, s, 0, 0);
        }
        if (s.startsWith(MORPH) && !s.startsWith(MORPH, MORPH.length()) && !s.equals(MORPH + AUTO)) {
            return new Architecture(MORPH + parse(s.substring(MORPH.length())).spec, "morph", 0, 0);
        }
        if (s.endsWith(FILM)) {
            Architecture plain = parse(s.substring(0, s.length() - FILM.length()));
            if (plain.family.equals("wavenet") && !plain.film()) {
                return wavenet(plain.spec + FILM, plain.first, plain.second);
            }
        }
        switch (s) {
            case "nano": return wavenet(s, 4, 2);
            case "feather": case "wavenet": return wavenet("feather", 8, 4);
            case "lite": return wavenet(s, 12, 6);
            case "standard": return wavenet(s, 16, 8);
            case "lstm": case "gru": return parse(s + ":24");
            default:
        }
        Matcher m = Pattern.compile("wavenet:(\\d{1,2})x(\\d{1,2})").matcher(s);
        if (m.matches() && within(m.group(1), 1, 64) && within(m.group(2), 1, 64)) {
            return wavenet(s, Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
        }
        m = Pattern.compile("(lstm|gru):(\\d{1,3})").matcher(s);
        if (m.matches() && within(m.group(2), 1, 256)) {
            return new Architecture(s, m.group(1), Integer.parseInt(m.group(2)), 0);
        }
        throw new IllegalArgumentException("architecture '" + spec
                + "' is none of nano, feather, lite, standard, wavenet:CH1xCH2 (1 to 64 each), any of these with +film, lstm:H, gru:H (1 to 256), "
                + String.join(", ", CLASSICAL) + ", morph:SPEC, auto");
    }

    /** Whether it is trained by {@link Trainer}. */
    public boolean isNeural() {
        return first > 0;
    }

    /** Whether a {@link Loss} is made small, if only in the snapshots of a morph or in the end of an audition. */
    public boolean learnsNetworks() {
        return isOpen() || snapshot().isNeural();
    }

    /** Whether knobs do not only shift what a WaveNet's layers see, but scale it, too. */
    public boolean film() {
        return spec.endsWith(FILM);
    }

    /** Whether it is still to be found out. */
    public boolean isOpen() {
        return family.equals(AUTO);
    }

    /** What the snapshots of a morph are; of anything else itself. */
    public Architecture snapshot() {
        return family.equals("morph") ? parse(spec.substring(MORPH.length())) : this;
    }

    private static Architecture wavenet(String spec, int first, int second) {
        return new Architecture(spec, "wavenet", first, second);
    }

    private static boolean within(String number, int least, int most) {
        int value = Integer.parseInt(number);
        return value >= least && value <= most;
    }

    Learner learner(int knobs, boolean modulated, Scaling scaling) {
        return switch (family) {
            case "wavenet" -> WaveNetLearner.of(first, second, film(), knobs, modulated, scaling);
            case "lstm" -> RecurrentLearner.of(new LstmCell(), first, knobs, modulated, scaling);
            case "gru" -> RecurrentLearner.of(new GruCell(), first, knobs, modulated, scaling);
            default -> throw new IllegalArgumentException(family);
        };
    }
}

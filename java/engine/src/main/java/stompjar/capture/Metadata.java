package stompjar.capture;

import java.util.Map;

/**
 * What a capture file says about itself; none of it changes the network. A null number means "not stated"; others are finite.
 *
 * @param loudness       dBFS: RMS of the output for the maker's standard input ({@code .nam} {@code loudness})
 * @param inputLevelDbu  dBu at the device's input that 0 dBFS (peak of a sine) stands for
 * @param outputLevelDbu the same at the output
 * @param esr            plain ESR on the test part, as measured when the capture was made
 * @param provenance     how it was made: command, data, date, errors by split, … (free text by key, in file order)
 */
public record Metadata(Double loudness, Double inputLevelDbu, Double outputLevelDbu, Double esr,
                       Map<String, String> provenance) {
    public static final Metadata NONE = new Metadata(null, null, null, null, Map.of());

    public Metadata {
        for (Double number : java.util.Arrays.asList(loudness, inputLevelDbu, outputLevelDbu, esr)) {
            if (number != null && !Double.isFinite(number)) {
                throw new IllegalArgumentException("one of its metadata is no finite number");
            }
        }
        provenance = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(provenance));
    }
}

package stompjar.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import stompjar.data.Dataset;
import stompjar.data.Prepared;
import stompjar.data.Segment;
import stompjar.data.Split;

class PedalRecordingTest {
    private static final int RATE = 1000;
    private static final Settings SETTINGS = new Settings(List.of(new float[] {0}, new float[] {1}), List.of(new float[] {0.5f}));

    /** Every frame is its own number. */
    private static float[] counting(double seconds) {
        float[] dry = new float[(int) (seconds * RATE)];
        for (int n = 0; n < dry.length; n++) {
            dry[n] = n;
        }
        return dry;
    }

    private static Dataset record(double seconds) throws Exception {
        return new PedalRecording(counting(seconds), RATE).of((positions, dry) -> {
            float[] wet = new float[dry.length];
            for (int n = 0; n < wet.length; n++) {
                wet[n] = dry[n] + 0.25f + positions[0] / 4;
            }
            return wet;
        }, "pedal", List.of("drive"), SETTINGS, part -> { }).data();
    }

    @Test
    void eachFrameHasItsAnswerAndOneSplit() throws Exception {
        Dataset data = record(60);
        Map<Integer, Split> splits = new HashMap<>();
        for (Segment segment : data.segments()) {
            float knob = data.settings().get(segment.setting())[0];
            assertTrue(segment.frames() > 0 && segment.end() <= segment.wet().length);
            for (int n = segment.start(); n < segment.end(); n++) {
                assertEquals(segment.dry()[n] + 0.25f + knob / 4, segment.wet()[n]);
                Split before = splits.put((int) segment.dry()[n], segment.split());
                assertTrue(before == null || before == segment.split());
            }
            // The device and the network hear what comes before.
            int lead = segment.start();
            assertEquals(Math.min(500, (int) segment.dry()[lead]), lead);
        }
        assertTrue(splits.size() > 0.9 * 60 * RATE, "nearly all of the audio is of use to some setting: " + splits.size());
        assertEquals("[false, false, true]", Arrays.toString(data.heldOut()));
        for (Split split : Split.values()) {
            assertTrue(data.seconds(split) > 5, split + " " + data.seconds(split));
            boolean judged = data.of(split).stream().anyMatch(s -> s.setting() == 2);
            assertEquals(split == Split.TEST, judged, "held out of " + split);
        }
    }

    private static float first(Dataset data, int setting) {
        Segment segment = data.of(Split.TRAIN).stream().filter(s -> s.setting() == setting).findFirst().orElseThrow();
        return segment.dry()[segment.start()];
    }

    @Test
    void silentSettingsAreLeftOut() throws Exception {
        PedalRecording recording = new PedalRecording(counting(60), RATE);
        Prepared prepared = recording.of((positions, dry) -> positions[0] == 0 ? new float[dry.length] : dry, "pedal", List.of("level"), SETTINGS,
                part -> { });
        assertEquals(2, prepared.data().settings().size());
        assertEquals("[false, true]", Arrays.toString(prepared.data().heldOut()));
        assertTrue(prepared.data().segments().stream().allMatch(s -> s.setting() < 2));
        assertEquals(List.of("pedal: silent at level=0.0; left out"), prepared.findings().warnings());
        assertThrows(IllegalArgumentException.class, () -> recording.of((positions, dry) -> new float[dry.length], "pedal", List.of("level"), SETTINGS,
                part -> { }));
    }

    @Test
    void longAudioIsShared() throws Exception {
        Dataset data = record(3000);
        assertTrue(data.seconds(Split.TRAIN) <= 620, data.seconds(Split.TRAIN) + " s");
        assertTrue(data.seconds(Split.TRAIN) >= 580, data.seconds(Split.TRAIN) + " s");
        assertNotEquals(first(data, 0), first(data, 1), "settings begin at different places");
    }

    @Test
    void tooLittleIsSaid() {
        String said = assertThrows(IllegalArgumentException.class, () -> new PedalRecording(counting(5), RATE)).getMessage();
        assertTrue(said.contains("only 5 s long"), said);
    }

    @Test
    void theProbeIsFromEverywhere() {
        float[] probe = new PedalRecording(counting(60), RATE).probe();
        assertEquals(3 * RATE, probe.length);
        assertEquals(0, probe[0]);
        assertEquals(60 * RATE - 1, probe[probe.length - 1]);
    }

    @Test
    void ourOwnAudioIsJudgedByItsGuitar() throws Exception {
        float[] dry = Excitation.at(8000);
        Dataset data = new PedalRecording(dry, 8000).of((positions, heard) -> heard, "pedal", List.of("drive"), SETTINGS, part -> { }).data();
        float[] extra = Arrays.copyOf(dry, 4 * 8000);
        for (Segment segment : data.of(Split.TEST)) {
            float[] piece = Arrays.copyOfRange(segment.dry(), segment.start(), segment.start() + 100);
            for (int n = 0; n + piece.length <= extra.length; n++) {
                assertTrue(Arrays.mismatch(extra, n, n + piece.length, piece, 0, piece.length) >= 0, "at " + n);
            }
        }
    }

    @Test
    void ourOwnAudioHasEveryLevel() {
        float[] dry = Excitation.at(48_000);
        int loud = 0;
        int soft = 0;
        int second = 48_000;
        for (int from = 0; from + second <= dry.length; from += second) {
            double peak = 0;
            for (int n = from; n < from + second; n++) {
                peak = Math.max(peak, Math.abs(dry[n]));
            }
            loud += peak > 0.5 ? 1 : 0;
            soft += peak < 0.1 ? 1 : 0;
            assertTrue(peak <= 1, "within full scale: " + peak);
        }
        assertTrue(loud >= 10 && soft >= 4, loud + " loud and " + soft + " soft seconds of " + dry.length / second);
    }
}

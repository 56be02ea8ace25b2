package stompjar.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import stompjar.host.Lv2Port;

class SettingChooserTest {
    private static final float[] PROBE = new float[4000];

    static {
        for (int n = 0; n < PROBE.length; n++) {
            PROBE[n] = (float) (0.5 * Math.sin(n * 0.05) * Math.sin(n * 0.0011));
        }
    }

    private static PedalKnob knob(String name, boolean stepped, float... positions) {
        return new PedalKnob(name, new Lv2Port(0, name, name, Lv2Port.Type.CONTROL, true, false, 0, stepped ? 2 : 1, 0, false, stepped, false), positions);
    }

    /** All that it does, it does with the knob in the first tenth. */
    private static float[] earlyDrive(float[] positions, float[] dry) {
        float gain = 1 + 100 * Math.min(0.1f, positions[0]);
        float[] wet = new float[dry.length];
        for (int n = 0; n < wet.length; n++) {
            wet[n] = (float) Math.tanh(gain * dry[n]);
        }
        return wet;
    }

    private static long within(List<float[]> settings, double low, double high) {
        return settings.stream().filter(s -> s[0] >= low && s[0] <= high).count();
    }

    @Test
    void goesWhereTheSoundChanges() throws Exception {
        Settings chosen = new SettingChooser(List.of(knob("drive", false)), SettingChooserTest::earlyDrive, PROBE).choose();
        assertEquals(17, chosen.learned().size());
        assertEquals(4, chosen.unseen().size());
        assertTrue(within(chosen.learned(), 0, 0) == 1 && within(chosen.learned(), 1, 1) == 1, "both ends");
        assertTrue(within(chosen.learned(), 0, 0.101) >= 6, "dense where the sound changes: " + words(chosen.learned()));
        // And yet nowhere a hole.
        List<Float> sorted = chosen.learned().stream().map(s -> s[0]).sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            assertTrue(sorted.get(i) - sorted.get(i - 1) <= 0.26, words(chosen.learned()));
        }
        chosen.unseen().forEach(u -> assertTrue(chosen.learned().stream().noneMatch(l -> Arrays.equals(l, u))));
    }

    @Test
    void evenChangeGivesEvenSettings() throws Exception {
        // A turn of phase: each step of the knob changes as much.
        Device fade = (positions, dry) -> {
            float[] wet = new float[dry.length];
            for (int n = 0; n < wet.length; n++) {
                double angle = positions[0] * Math.PI / 2;
                wet[n] = (float) (Math.cos(angle) * dry[n] + Math.sin(angle) * 0.5 * Math.cos(n * 0.05) * Math.sin(n * 0.0011));
            }
            return wet;
        };
        Settings chosen = new SettingChooser(List.of(knob("mix", false)), fade, PROBE).choose();
        List<Float> sorted = chosen.learned().stream().map(s -> s[0]).sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            double gap = sorted.get(i) - sorted.get(i - 1);
            assertTrue(gap >= 0.039 && gap <= 0.101, words(chosen.learned()));
        }
    }

    @Test
    void fillsTheSpaceOfTwoKnobs() throws Exception {
        List<float[]> played = new ArrayList<>();
        Device device = (positions, dry) -> {
            played.add(positions);
            return earlyDrive(new float[] {0.1f * positions[0] * (0.3f + positions[1])}, dry);
        };
        Settings chosen = new SettingChooser(List.of(knob("a", false), knob("b", false)), device, PROBE).choose();
        assertEquals(24, chosen.learned().size());
        for (float a = 0; a <= 1; a++) {
            for (float b = 0; b <= 1; b++) {
                float[] corner = {a, b};
                assertTrue(chosen.learned().stream().anyMatch(l -> Arrays.equals(l, corner)), "corner " + Arrays.toString(corner));
            }
        }
        // No disc of this radius in the square is empty.
        for (float[] somewhere : played) {
            double nearest = chosen.learned().stream().mapToDouble(l -> Math.hypot(l[0] - somewhere[0], l[1] - somewhere[1])).min().orElseThrow();
            assertTrue(nearest <= 0.35, Arrays.toString(somewhere) + " is " + nearest + " away");
        }
    }

    @Test
    void askedForPositionsAreAllLearnedAndTestedBetween() throws Exception {
        List<PedalKnob> knobs = List.of(knob("drive", false, 0, 0.5f, 1), knob("mode", true));
        Settings chosen = new SettingChooser(knobs, SettingChooserTest::earlyDrive, PROBE).choose();
        assertEquals(9, chosen.learned().size());
        assertTrue(chosen.unseen().size() >= 2, words(chosen.unseen()));
        for (float[] unseen : chosen.unseen()) {
            assertTrue(unseen[0] == 0.25f || unseen[0] == 0.75f, words(chosen.unseen()));
            assertTrue(unseen[1] == 0 || unseen[1] == 0.5f || unseen[1] == 1, words(chosen.unseen()));
        }
        float[] many = new float[65];
        for (int i = 0; i < many.length; i++) {
            many[i] = i / 64f;
        }
        assertThrows(IllegalArgumentException.class, () -> new SettingChooser(List.of(knob("drive", false, many)), SettingChooserTest::earlyDrive, PROBE)
                .choose());
    }

    @Test
    void noKnobsIsOneSetting() throws Exception {
        Settings chosen = new SettingChooser(List.of(), SettingChooserTest::earlyDrive, PROBE).choose();
        assertEquals(1, chosen.learned().size());
        assertEquals(0, chosen.learned().get(0).length);
    }

    @Test
    void aKnobThatDoesNothingIsNamed() {
        SettingChooser chooser = new SettingChooser(List.of(knob("dead", false)), (positions, dry) -> dry, PROBE);
        String said = assertThrows(IllegalArgumentException.class, chooser::choose).getMessage();
        assertEquals("turning dead does not change the sound", said);
    }

    private static String words(List<float[]> settings) {
        return Arrays.deepToString(settings.toArray());
    }
}

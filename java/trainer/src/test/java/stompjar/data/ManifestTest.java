package stompjar.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    @TempDir
    Path directory;

    @BeforeEach
    void recordings() throws Exception {
        write("dry.wav", 8000, 24_000, 1);
        write("a.wav", 8000, 24_000, 1);
        write("b.wav", 8000, 20_000, 1);
        write("fast.wav", 16_000, 24_000, 1);
        write("stereo.wav", 8000, 24_000, 2);
        AudioFiles.write(directory.resolve("silent.wav"), Audio.mono(new float[24_000], 8000), SampleFormat.INT16);
        AudioFiles.write(directory.resolve("empty.wav"), Audio.mono(new float[0], 8000), SampleFormat.INT16);
        float[] broken = new float[24_000];
        broken[77] = Float.NaN;
        AudioFiles.write(directory.resolve("nan.wav"), Audio.mono(broken, 8000), SampleFormat.FLOAT32);
    }

    private void write(String name, int rate, int frames, int channels) throws Exception {
        float[][] samples = new float[channels][frames];
        for (int n = 0; n < frames; n++) {
            for (int c = 0; c < channels; c++) {
                samples[c][n] = (float) Math.sin(0.01 * n + c);
            }
        }
        AudioFiles.write(directory.resolve(name), new Audio(samples, rate), SampleFormat.FLOAT32);
    }

    private Dataset read(String... lines) throws Exception {
        Path file = directory.resolve("m.csv");
        Files.write(file, List.of(lines));
        return Manifest.read(file);
    }

    @Test
    void rowsShareFilesAndSettings() throws Exception {
        Dataset data = read("dry,wet,start,end,split,drive,tone", "dry.wav,a.wav,0.5,2,train,0.25,0", "", "dry.wav,a.wav,2,2.5,test,0.25,0",
                "\"dry.wav\",a.wav,2.5,3,validation,0.25,0", "dry.wav,b.wav,,,train,1,0.5");
        assertEquals(8000, data.rate());
        assertEquals(List.of("drive", "tone"), data.knobs());
        assertEquals(2, data.settings().size());
        assertArrayEquals(new float[] {0.25f, 0}, data.settings().get(0));
        assertEquals("drive=1 tone=0.5", data.describe(1));
        Segment first = data.segments().get(0);
        assertEquals(4000, first.start());
        assertEquals(16_000, first.end());
        assertEquals(Split.TRAIN, first.split());
        assertSame(first.dry(), data.segments().get(3).dry(), "a file is loaded once");
        assertSame(first.wet(), data.segments().get(1).wet());
        assertEquals(20_000, data.segments().get(3).end(), "a shorter wet file pairs with the beginning");
    }

    @Test
    void rowsWithoutSplitAreSplitWithoutOverlap() throws Exception {
        Dataset data = read("dry,wet", "dry.wav,a.wav");
        assertEquals(List.of(0, 19_200, 21_600), data.segments().stream().map(Segment::start).toList());
        assertEquals(List.of(19_200, 21_600, 24_000), data.segments().stream().map(Segment::end).toList());
        Dataset pair = Dataset.ofPair(directory.resolve("dry.wav"), directory.resolve("b.wav"));
        assertEquals(List.of(16_000, 18_000, 20_000), pair.segments().stream().map(Segment::end).toList());
        assertEquals(0, pair.knobs().size());
    }

    @Test
    void aColumnThatNeverChangesIsNoKnob() throws Exception {
        Dataset data = read("dry,wet,level,drive", "dry.wav,a.wav,1,0", "dry.wav,b.wav,1,0.5");
        assertEquals(List.of("drive"), data.knobs());
        assertArrayEquals(new float[] {0.5f}, data.settings().get(1));
    }

    @Test
    void modulationBecomesAKnobPosition() throws Exception {
        Dataset data = read("dry,wet,lfo", "stereo.wav,a.wav,1");
        assertTrue(data.modulated());
        assertEquals(0.5f + 0.5f * (float) Math.sin(1.07), data.segments().get(0).lfo()[7], 1e-6f);
    }

    @Test
    void anotherRateKeepsTimeAndSplits() throws Exception {
        Dataset slow = read("dry,wet,start,end,split,drive", "dry.wav,a.wav,0.5,2,train,0", "dry.wav,a.wav,2,2.5,validation,0",
                "dry.wav,a.wav,2.5,3,test,0", "dry.wav,b.wav,,,train,1");
        Dataset fast = slow.atRate(12_000);
        assertEquals(12_000, fast.rate());
        Segment segment = fast.segments().get(0);
        assertEquals(6_000, segment.start());
        assertEquals(24_000, segment.end());
        assertSame(segment.dry(), fast.segments().get(1).dry(), "a file is converted once");
        for (int n = segment.start(); n < segment.end(); n++) {
            assertEquals(Math.sin(0.01 * n * 8_000 / 12_000), segment.wet()[n], 1e-4, "frame " + n);
        }
        assertSame(slow, slow.atRate(8_000));
    }

    @Test
    void heldOutSettingsStayForTheTestOnly() throws Exception {
        Dataset data = read("dry,wet,drive", "dry.wav,a.wav,0", "dry.wav,b.wav,0.5").holdOut("drive", 0.5);
        assertArrayEquals(new boolean[] {false, true}, data.heldOut());
        assertEquals(4, data.segments().size());
        assertTrue(assertThrows(AudioException.class, () -> data.holdOut("drive", 0.7)).getMessage().contains("0.7"));
        assertTrue(assertThrows(AudioException.class, () -> data.holdOut("tone", 0)).getMessage().contains("tone"));
        assertThrows(AudioException.class, () -> data.holdOut("drive", 0), "nothing is left");
    }

    @Test
    void settingsThatAreOnlyTestedAreHeldOut() throws Exception {
        Dataset data = read("dry,wet,split,drive", "dry.wav,a.wav,,0", "dry.wav,b.wav,test,0.5");
        assertArrayEquals(new boolean[] {false, true}, data.heldOut());
        assertEquals(2, data.of(Split.TEST).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "wet,drive; a.wav,0; lacks the column",
        "dry,wet,dry; dry.wav,a.wav,0; twice",
        "dry,wet,My Knob; dry.wav,a.wav,0; My Knob",
        "dry,wet; dry.wav,none.wav; no such file",
        "dry,wet; dry.wav,; names no file",
        "dry,wet; dry.wav; 1 fields",
        "dry,wet; dry.wav,stereo.wav; mono",
        "dry,wet; dry.wav,empty.wav; no audio",
        "dry,wet; dry.wav,nan.wav; frame 77",
        "dry,wet; dry.wav,silent.wav; silent",
        "dry,wet,drive; dry.wav,a.wav,1.5; line 2",
        "dry,wet,drive; dry.wav,a.wav,loud; not a number",
        "dry,wet,start; dry.wav,a.wav,9; outside",
        "dry,wet,start,end; dry.wav,a.wav,2,1; not before",
        "dry,wet,split; dry.wav,a.wav,exam; exam",
        "dry,wet,split; dry.wav,a.wav,train; no part for validation",
        "dry,wet,lfo; dry.wav,a.wav,1; lfo 1",
    })
    void errorsSayWhatAndWhere(String header, String row, String reason) {
        String message = assertThrows(AudioException.class, () -> read(header, row)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void overlapBetweenSplitsIsRefused() {
        String message = assertThrows(AudioException.class, () -> read("dry,wet,start,end,split", "dry.wav,a.wav,0,2,train",
                "dry.wav,a.wav,1.5,2.5,test", "dry.wav,a.wav,2.5,3,validation")).getMessage();
        assertTrue(message.contains("between 1.500 and 2.000 s"), message);
    }
}

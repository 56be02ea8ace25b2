package stompjar.cli;

import java.util.Map;

import stompjar.capture.Capture;
import stompjar.capture.Metadata;
import stompjar.data.Audio;
import stompjar.riff.Riff;

/** How loud a capture plays: players even out captures by the RMS of their output for a guitar; ours is the demo guitar. */
final class Loudness {
    private Loudness() { }

    /** dBFS, with the knobs at the capture's defaults. */
    static double of(Capture capture) throws Failure {
        Audio guitar = Audio.mono(Riff.play(capture.rate(), Riff.SECONDS), (int) Math.round(capture.rate()));
        return Levels.rmsDbfs(new Renderer(capture, Map.of(), BlockPlan.parse(BlockPlan.DEFAULT), false).render(guitar).audio());
    }

    /** The capture with its loudness in its metadata, where that does not say any. */
    static Capture stated(Capture capture) throws Failure {
        Metadata m = capture.metadata();
        return m.loudness() != null ? capture : new Capture(capture.format(), capture.name(), capture.rate(), capture.knobs(), capture.model(),
                new Metadata(of(capture), m.inputLevelDbu(), m.outputLevelDbu(), m.esr(), m.provenance()));
    }
}

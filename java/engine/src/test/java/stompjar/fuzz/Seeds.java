package stompjar.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.NamText;
import stompjar.RtNeuralText;
import stompjar.TestLayers;
import stompjar.TestWav;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.Model;
import stompjar.capture.StompFile;
import stompjar.capture.WaveNetModel.Activation;

/** Small valid captures of every format, from which fuzzing starts. A new format adds its own here. */
final class Seeds {
    private Seeds() { }

    static List<byte[]> all() {
        return Stream.concat(json().stream(), Stream.of(TestWav.of(1, 24, 2, 44_100, new double[] {0.5, -0.25, 0.125}),
                TestWav.of(3, 32, 1, 48_000, new double[300]))).toList();
    }

    /** Those that are JSON. */
    static List<byte[]> json() {
        return Stream.of(stomp(TestCaptures.lstm(2, 1, 1, 1)), stomp(TestCaptures.lstm(1, 2, 0, 2)),
                stomp(TestCaptures.waveNet(2, 1, 1, true, Activation.HARDTANH, 3)), namLstm(),
                namWaveNet(), stomp(TestCaptures.fir(2, 3)), namLinear(), stomp(TestBlocks.gain()), stomp(TestBlocks.volterra(1)),
                stomp(TestBlocks.kernel(1)), stomp(TestBlocks.spline(1)),
                stomp(TestCaptures.filmed(TestCaptures.waveNet(2, 1, 1, false, Activation.TANH, 3), 4)), stomp(TestBlocks.morph()),
                stomp(TestBlocks.morph2()), stomp(TestBlocks.levelled(TestCaptures.lstm(2, 1, 1, 5))), stomp(TestLayers.any(6, 1, 3)),
                stomp(TestLayers.recurrent(Cell.GRU, 2, 1, 0, true, 4)), RtNeuralText.everyLayer(), RtNeuralText.aidaX(),
                RtNeuralText.guitarMl("LSTM", 1, 2), RtNeuralText.guitarMl("GRU", 2, 2), NamText.anyWaveNet(1),
                NamText.anyWaveNet(4), NamText.anyWaveNet(6), NamText.convNet(true, 1), NamText.convNet(false, 2), NamText.slimmable(1), NamText.container(1)).toList();
    }

    private static byte[] stomp(Model model) {
        return StompFile.bytes(TestCaptures.capture(model, 48_000));
    }

    private static byte[] namLstm() {
        return """
                {"version": "0.5.4", "architecture": "LSTM", "sample_rate": 8000,
                 "metadata": {"name": "Seed", "loudness": -18.5, "gear_make": "Nobody", "input_level_dbu": 12.5},
                 "config": {"input_size": 1, "hidden_size": 1, "num_layers": 1},
                 "weights": [1,2,3,4,5,6,7,8,9,10,0.11,-1.2e-3,13,14,15,16]}""".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] namLinear() {
        return """
                {"version": "0.5.0", "architecture": "Linear", "config": {"receptive_field": 2, "bias": true},
                 "weights": [0.5, -0.25, 0.01]}""".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] namWaveNet() {
        return """
                {"version": "0.5.2", "metadata": null, "architecture": "WaveNet", "config": {"layers": [
                 {"input_size": 1, "condition_size": 1, "head_size": 1, "channels": 1, "kernel_size": 2, "dilations": [1, 2],
                  "activation": "Tanh", "gated": false, "head_bias": true}], "head": null, "head_scale": 0.02},
                 "weights": [1, 0.1,0.2,0.3,0.4,0.5,0.6, 0.1,0.2,0.3,0.4,0.5,0.6, 1,0.5, 0.02]}""".getBytes(StandardCharsets.UTF_8);
    }
}

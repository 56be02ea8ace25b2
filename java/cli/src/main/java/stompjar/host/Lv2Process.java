package stompjar.host;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The process in which LV2 plugins run: answers {@link Lv2Host} until it hangs up. */
final class Lv2Process {
    /** Before the audio, silence until the output rests, for what a plugin does when it is switched on, but no longer than the second. */
    private static final double LEAST_RUN_IN = 0.25, MOST_RUN_IN = 4;
    private static final double WINDOW_SECONDS = 0.05;
    /** How far the extremes of two windows of a resting output may be apart. */
    private static final float REST = 1e-6f;

    private Lv2Process() { }

    /** @param args the socket's file */
    public static void main(String[] args) throws IOException {
        FloatingPoint.flushDenormals();
        try (Lv2Messages host = new Lv2Messages(SocketChannel.open(UnixDomainSocketAddress.of(Path.of(args[0]))))) {
            serve(host);
        } catch (EOFException e) {
            // The host hung up: done.
        }
        // Whatever threads plugins have left behind.
        Runtime.getRuntime().halt(0);
    }

    private static void serve(Lv2Messages host) throws IOException {
        try (Lv2World world = new Lv2World()) {
            while (true) {
                answer(world, host);
            }
        } catch (Lv2Exception e) {
            host.receive(Lv2Messages.Request.class);
            host.send(new Lv2Messages.Answer(e.getMessage(), null, 0));
        }
    }

    private static void answer(Lv2World world, Lv2Messages host) throws IOException {
        Lv2Messages.Play play = host.receive(Lv2Messages.Request.class).play();
        if (play == null) {
            host.send(new Lv2Messages.Answer(null, world.plugins(), 0));
            return;
        }
        float[] dry = host.receiveAudio();
        float[] wet = new float[dry.length];
        int latency;
        try (Lv2Instance instance = world.instantiate(play.uri(), play.rate())) {
            instance.set(play.controls());
            runIn(instance, play.rate());
            for (int at = 0; at < dry.length; at += Lv2Instance.BLOCK) {
                instance.run(dry, wet, at);
            }
            latency = instance.latency();
        } catch (Lv2Exception e) {
            host.send(new Lv2Messages.Answer(e.getMessage(), null, 0));
            return;
        }
        host.send(new Lv2Messages.Answer(null, null, latency));
        host.sendAudio(wet);
    }

    private static void runIn(Lv2Instance instance, int rate) {
        float[] silence = new float[(int) (WINDOW_SECONDS * rate)];
        float[] out = new float[silence.length];
        float lowBefore = Float.NaN;
        float highBefore = Float.NaN;
        for (double seconds = WINDOW_SECONDS; seconds <= MOST_RUN_IN; seconds += WINDOW_SECONDS) {
            for (int at = 0; at < out.length; at += Lv2Instance.BLOCK) {
                instance.run(silence, out, at);
            }
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (float sample : out) {
                low = Math.min(low, sample);
                high = Math.max(high, sample);
            }
            if (seconds >= LEAST_RUN_IN && Math.abs(low - lowBefore) <= REST && Math.abs(high - highBefore) <= REST) {
                return;
            }
            lowBefore = low;
            highBefore = high;
        }
    }
}

package stompjar.cli;

import com.fasterxml.jackson.annotation.JsonInclude;

import stompjar.bench.Shape;
import stompjar.capture.Capture;
import stompjar.simd.Kernels;

/**
 * What {@code bench} says about one capture.
 *
 * @param capture   file, or title of a built-in shape
 * @param block     frames
 * @param load      CPU seconds per second of audio
 * @param silentLoad the same of silence, some seconds after the last sound
 * @param yardstick load of the yardstick at this block size, in the same seconds; null without one
 * @param ratio     load over the yardstick's, run by run; null without one
 * @param bestPeer  the ratio of the fastest native engine on this shape; null for a file, and at other blocks than it was measured at
 * @param target    the ratio that is aimed at; null where {@code bestPeer} is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BenchRow(String capture, String family, int block, double load, double silentLoad, LoadMeter.BlockMicros blockUs, double coldStartUs,
                long allocatedBytes, String kernels, Double yardstick, Double ratio, Double bestPeer, Double target) {
    static BenchRow of(String name, Capture capture, int block, LoadMeter.Measured m, Shape shape) {
        boolean comparable = shape != null && block == Shape.PEER_BLOCK;
        return new BenchRow(name, capture.model().family(), block, m.load(), m.silentLoad(), m.blockUs(), m.coldStartUs(), m.allocatedBytes(),
                Kernels.best().name(), m.yardstick(), m.ratio(), comparable ? (Double) shape.bestPeer() : null,
                comparable ? (Double) shape.target() : null);
    }
}

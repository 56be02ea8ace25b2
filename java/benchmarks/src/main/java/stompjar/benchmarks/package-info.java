/**
 * JMH benchmarks: kernels, whole networks, and what else a Java developer might run a network with. Not part of any test run. All, or those
 * that match, with JMH's own options:
 * <pre>
 * ./stompjar jmh
 * ./stompjar jmh NetworkBenchmark -p shape=A1_STANDARD -prof gc
 * </pre>
 * A score is microseconds for one call: one block of {@code frames} (the deadline is 1333 µs for 64 frames at 48 kHz, 333 µs for 16) or, where
 * it says so, one frame. Compare numbers of one run only: machines change from minute to minute.
 * The peers get one thread, as an audio thread has, and are measured only if they give the same audio as ours.
 */
package stompjar.benchmarks;

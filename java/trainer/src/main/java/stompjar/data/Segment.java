package stompjar.data;

/**
 * A stretch of a dry/wet pair at one setting of the device. Arrays are whole recordings, shared by many segments and never written to.
 *
 * @param dry     whole dry recording, full scale ±1; before {@code start} it is warm-up
 * @param lfo     modulation signal beside {@code dry}, or null
 * @param wet     whole wet recording; its frame n belongs to the dry frame n
 * @param start   first frame that counts
 * @param end     frame after the last one
 * @param split   what it is for
 * @param setting index into {@link Dataset#settings()}
 */
public record Segment(float[] dry, float[] lfo, float[] wet, int start, int end, Split split, int setting) {
    public int frames() {
        return end - start;
    }

    Segment part(int from, int to, Split as) {
        return new Segment(dry, lfo, wet, from, to, as, setting);
    }
}

package stompjar.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** SplitMix64 (Steele, Lea and Flood 2014), whose state, unlike the platform's, can be written down. One thread. */
final class Dice implements RandomGenerator, Resumable {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(state);
    }

    @Override
    public void load(DataInput in) throws IOException {
        state = in.readLong();
    }
}

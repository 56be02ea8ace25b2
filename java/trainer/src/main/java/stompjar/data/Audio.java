package stompjar.data;

/**
 * Sound in memory. The arrays are not copied: whoever makes an {@code Audio} stops writing to them, and then any thread may read.
 *
 * @param channels {@code [channel][frame]}, full scale ±1; every channel has the same length
 * @param rate     frames per second
 */
public record Audio(float[][] channels, int rate) {
    public Audio {
        if (channels.length == 0) {
            throw new IllegalArgumentException("audio without channels");
        }
        for (float[] channel : channels) {
            if (channel.length != channels[0].length) {
                throw new IllegalArgumentException("channels differ in length");
            }
        }
        if (rate < 1) {
            throw new IllegalArgumentException("sample rate " + rate + " Hz");
        }
    }

    public static Audio mono(float[] samples, int rate) {
        return new Audio(new float[][] {samples}, rate);
    }

    public int frames() {
        return channels[0].length;
    }

    public double seconds() {
        return (double) frames() / rate;
    }
}

package stompjar.demo;

import stompjar.report.Stft;

/**
 * What changes along a file, each array with one value a {@link #STEP}; {@code NaN} in silence, which has no timbre.
 *
 * @param seconds    middle of each step
 * @param levelDbfs  RMS
 * @param highsDb    energy above {@link #HIGHS_HZ} against the whole: how much of the sound is overtones
 * @param centroidHz centre of gravity of the amplitude spectrum: how bright it sounds
 */
record Curves(double[] seconds, double[] levelDbfs, double[] highsDb, double[] centroidHz) {
    static final double STEP = 0.25;
    static final double HIGHS_HZ = 2000;
    private static final double SILENCE_DBFS = -65;

    static Curves of(Stft stft) {
        int frames = (int) Math.round(STEP / stft.hop());
        int steps = stft.power().length / frames;
        Curves curves = new Curves(new double[steps], new double[steps], new double[steps], new double[steps]);
        for (int s = 0; s < steps; s++) {
            curves.seconds[s] = stft.seconds(s * frames) + STEP / 2;
            double all = stft.band(s * frames, (s + 1) * frames, 20, 20_000);
            double level = 10 * Math.log10(Math.max(1e-12, all / frames));
            boolean silent = level < SILENCE_DBFS;
            curves.levelDbfs[s] = level;
            curves.highsDb[s] = silent ? Double.NaN
                    : 10 * Math.log10(Math.max(1e-12, stft.band(s * frames, (s + 1) * frames, HIGHS_HZ, 20_000) / all));
            curves.centroidHz[s] = silent ? Double.NaN : centroid(stft, s * frames, (s + 1) * frames);
        }
        return curves;
    }

    private static double centroid(Stft stft, int from, int to) {
        double weighted = 0;
        double sum = 0;
        for (int f = from; f < to; f++) {
            for (int bin = 1; bin < stft.power()[f].length; bin++) {
                double amplitude = Math.sqrt(stft.power()[f][bin]);
                weighted += amplitude * bin * stft.hertz();
                sum += amplitude;
            }
        }
        return weighted / sum;
    }
}

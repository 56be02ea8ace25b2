package stompjar.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import stompjar.report.Charts;

/** The report's charts, by XChart, in one style and large enough to print. */
final class Pictures {
    private static final Color DRY = new Color(0x3b6ea5), WET = new Color(0xc4512d), DRIVE = new Color(0x8a8a8a);
    /** Points of a waveform's outline: its lowest and highest sample in each. */
    private static final int COLUMNS = 1500;

    private Pictures() { }

    /** Outlines of both signals, the dry in front, and drive as a line from the bottom to the top. */
    static void waveforms(float[] dry, float[] wet, double rate, DoubleUnaryOperator drive, Path png) throws IOException {
        XYChart chart = Charts.chart("Dry and wet, while drive goes from 0 to 1", "seconds", "full scale");
        double limit = 1.05 * Math.max(peak(dry), peak(wet));
        outline(chart, "wet", wet, rate, WET);
        outline(chart, "dry", dry, rate, DRY);
        double seconds = dry.length / rate;
        double[] times = {0, seconds};
        double[] line = Arrays.stream(times).map(t -> (2 * drive.applyAsDouble(t) - 1) * limit).toArray();
        Charts.curve(chart, "drive (bottom 0, top 1)", times, line, DRIVE, 0);
        chart.getStyler().setYAxisMin(-limit).setYAxisMax(limit).setXAxisMin(0.0).setXAxisMax(seconds);
        Charts.save(chart, png);
    }

    private static void outline(XYChart chart, String name, float[] signal, double rate, Color colour) {
        double[] x = new double[2 * COLUMNS];
        double[] y = new double[2 * COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            int from = (int) ((long) c * signal.length / COLUMNS);
            int to = (int) ((c + 1L) * signal.length / COLUMNS);
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int n = from; n < to; n++) {
                low = Math.min(low, signal[n]);
                high = Math.max(high, signal[n]);
            }
            x[2 * c] = from / rate;
            x[2 * c + 1] = from / rate;
            y[2 * c] = low;
            y[2 * c + 1] = high;
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour).setLineStyle(new BasicStroke(1.6f));
        series.setMarker(SeriesMarkers.NONE);
    }

    /** What drive changed along the file, with drive on an axis of its own. */
    static void distortion(double[] seconds, double[] percent, DoubleUnaryOperator drive, Path png) throws IOException {
        XYChart chart = Charts.chart("What drive adds: the part of the sound that is not the sound at drive 0", "seconds", "percent");
        driveOnTheRight(chart, seconds, drive);
        Charts.curve(chart, "added", seconds, percent, WET, 0);
        chart.getStyler().setYAxisMin(0, 0.0);
        Charts.save(chart, png);
    }

    /** Share of overtones along the file, moving against still drive, with drive on an axis of its own. */
    static void overtones(Curves still, Curves wet, DoubleUnaryOperator drive, Path png) throws IOException {
        XYChart chart = Charts.chart("Overtones: energy above 2 kHz against the whole", "seconds", "dB");
        driveOnTheRight(chart, still.seconds(), drive);
        Charts.curve(chart, "drive 0 → 1", wet.seconds(), wet.highsDb(), WET, 0);
        Charts.curve(chart, "drive held at 0", still.seconds(), still.highsDb(), DRY, 0);
        Charts.save(chart, png);
    }

    private static void driveOnTheRight(XYChart chart, double[] seconds, DoubleUnaryOperator drive) {
        Charts.curve(chart, "drive (right axis)", seconds, Arrays.stream(seconds).map(drive).toArray(), DRIVE, 1);
        chart.setYAxisGroupTitle(1, "drive");
        chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
        chart.getStyler().setYAxisMin(1, 0.0).setYAxisMax(1, 1.0);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(seconds[seconds.length - 1] + Curves.STEP / 2);
    }

    /** Levels of the harmonics of a sine against drive. */
    static void harmonics(HarmonicSweep sweep, Path png) throws IOException {
        XYChart chart = Charts.chart("Harmonics of a 220 Hz sine at −20 dBFS", "drive", "dB against the fundamental");
        for (int n = 2; n <= HarmonicSweep.HARMONICS; n++) {
            // Odd harmonics warm, even ones cold; the higher the paler.
            float pale = (n - 2) / 9f;
            Color colour = Color.getHSBColor(n % 2 == 1 ? 0.035f : 0.58f, 0.85f * (1 - pale * 0.7f), 0.75f + 0.2f * pale);
            Charts.curve(chart, "harmonic " + n, sweep.drive(), sweep.harmonicsDb()[n - 1], colour, 0);
        }
        chart.getStyler().setYAxisMin(-100.0).setYAxisMax(0.0).setXAxisMin(0.0).setXAxisMax(1.0);
        Charts.save(chart, png);
    }

    private static double peak(float[] signal) {
        double peak = 1e-9;
        for (float sample : signal) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}

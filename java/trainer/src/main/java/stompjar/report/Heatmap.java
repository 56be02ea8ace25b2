package stompjar.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;

import javax.imageio.ImageIO;

/** Paints a spectrogram: time to the right, frequency upwards on a logarithmic axis, level as colour, and drive as a line on it. */
public final class Heatmap {
    private static final int WIDTH = 1800, HEIGHT = 620, LEFT = 110, RIGHT = 30, TOP = 56, BOTTOM = 72;
    private static final double LOW_HZ = 60, HIGH_HZ = 16_000, LOW_DB = -105, HIGH_DB = -25;
    private static final double[] TICKS = {100, 200, 500, 1000, 2000, 5000, 10_000};
    /** The colours of Matplotlib's "inferno", of which equal steps look equal, also in print without colour. */
    private static final int[] INFERNO = {0x000004, 0x160b39, 0x420a68, 0x6a176e, 0x932667, 0xbc3754, 0xdd513a, 0xf37819, 0xfca50a,
        0xf6d746, 0xfcffa4};

    private Heatmap() { }

    /**
     * @param drive position at each second, or null for no line
     * @param png   1800 × 620
     */
    public static void paint(String title, Stft stft, double seconds, DoubleUnaryOperator drive, Path png) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int width = WIDTH - LEFT - RIGHT;
        int height = HEIGHT - TOP - BOTTOM;
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        for (int y = 0; y < height; y++) {
            double low = LOW_HZ * Math.pow(HIGH_HZ / LOW_HZ, 1 - (y + 1.0) / height);
            double high = LOW_HZ * Math.pow(HIGH_HZ / LOW_HZ, 1 - (double) y / height);
            for (int x = 0; x < width; x++) {
                int frame = (int) Math.min(stft.power().length - 1, x * seconds / width / stft.hop());
                image.setRGB(LEFT + x, TOP + y, colour(level(stft, frame, low, high)));
            }
        }
        axes(g, title, seconds, width, height);
        line(g, seconds, drive, width, height);
        g.dispose();
        ImageIO.write(image, "png", png.toFile());
    }

    /** dBFS of the strongest bin in a row of the picture; between bins where rows are finer than bins. */
    private static double level(Stft stft, int frame, double low, double high) {
        double[] power = stft.power()[frame];
        double from = low / stft.hertz();
        double to = high / stft.hertz();
        if (to >= power.length) {
            // Above half the sample rate there is nothing.
            return -150;
        }
        double strongest = 0;
        for (int bin = (int) Math.ceil(from); bin < to && bin < power.length; bin++) {
            strongest = Math.max(strongest, power[bin]);
        }
        if (strongest == 0) {
            int bin = (int) from;
            strongest = power[bin] + (from - bin) * (power[bin + 1] - power[bin]);
        }
        return 10 * Math.log10(strongest + 1e-15);
    }

    private static int colour(double db) {
        double place = Math.max(0, Math.min(1, (db - LOW_DB) / (HIGH_DB - LOW_DB))) * (INFERNO.length - 1);
        int i = Math.min(INFERNO.length - 2, (int) place);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = INFERNO[i] >> shift & 255;
            int b = INFERNO[i + 1] >> shift & 255;
            mixed |= (int) Math.round(a + (place - i) * (b - a)) << shift;
        }
        return mixed;
    }

    private static void axes(Graphics2D g, String title, double seconds, int width, int height) {
        g.setColor(new Color(0x333333));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 26));
        g.drawString(title, LEFT, TOP - 18);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 21));
        for (double hertz : TICKS) {
            int y = TOP + (int) (height * (1 - Math.log(hertz / LOW_HZ) / Math.log(HIGH_HZ / LOW_HZ)));
            String label = hertz >= 1000 ? (int) (hertz / 1000) + " kHz" : (int) hertz + " Hz";
            g.drawString(label, LEFT - 14 - g.getFontMetrics().stringWidth(label), y + 7);
            g.drawLine(LEFT - 8, y, LEFT, y);
        }
        for (int second = 0; second <= seconds; second++) {
            int x = LEFT + (int) (second / seconds * (width - 1));
            g.drawLine(x, TOP + height, x, TOP + height + 8);
            String label = Integer.toString(second);
            g.drawString(label, x - g.getFontMetrics().stringWidth(label) / 2, TOP + height + 30);
        }
        String unit = "seconds";
        g.drawString(unit, LEFT + width / 2 - g.getFontMetrics().stringWidth(unit) / 2, HEIGHT - 12);
    }

    private static void line(Graphics2D g, double seconds, DoubleUnaryOperator drive, int width, int height) {
        if (drive == null) {
            return;
        }
        int[] xs = new int[width];
        int[] ys = new int[width];
        for (int x = 0; x < width; x++) {
            xs[x] = LEFT + x;
            ys[x] = TOP + (int) ((1 - drive.applyAsDouble(x * seconds / width)) * (height - 4)) + 2;
        }
        g.setColor(Color.BLACK);
        g.setStroke(new BasicStroke(6));
        g.drawPolyline(xs, ys, width);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(3));
        g.drawPolyline(xs, ys, width);
        g.drawString("drive", LEFT + width - 80, TOP + 60);
    }
}

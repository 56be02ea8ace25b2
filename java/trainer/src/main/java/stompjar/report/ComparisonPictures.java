package stompjar.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of a comparison. Each family keeps its colour: classical ones cold, neural ones warm. */
final class ComparisonPictures {
    private static final Color PLAIN = new Color(0x3b6ea5), EMPHASISED = new Color(0x9fc0dd);
    private final List<Contender> all;

    /** @param all nearest first */
    ComparisonPictures(List<Contender> all) {
        this.all = all;
    }

    private Color colour(int index) {
        Contender c = all.get(index);
        List<Contender> kin = all.stream().filter(o -> o.isNeural() == c.isNeural()).toList();
        float place = kin.size() < 2 ? 0 : kin.indexOf(c) / (kin.size() - 1f);
        return c.isNeural() ? Color.getHSBColor(0.0f + 0.13f * place, 0.85f, 0.85f)
                : Color.getHSBColor(0.68f - 0.36f * place, 0.75f - 0.25f * place, 0.45f + 0.35f * place);
    }

    /** How far each error lies below the sound. */
    void errors(Path png) throws IOException {
        CategoryChart chart = new CategoryChartBuilder().width(Charts.WIDTH).height(680)
                .title("How far the error lies below the sound (test part): longer is better").yAxisTitle("dB").build();
        Charts.dress(chart.getStyler());
        chart.getStyler().setAvailableSpaceFill(0.8).setXAxisLabelRotation(30).setLegendPosition(Styler.LegendPosition.InsideNE);
        List<String> names = all.stream().map(Contender::name).toList();
        chart.addSeries("plain", names, all.stream().map(c -> Math.max(0, c.depth())).toList()).setFillColor(PLAIN);
        chart.addSeries("after pre-emphasis", names, all.stream().map(c -> Math.max(0, -10 * Math.log10(c.esrPreemphasis()))).toList())
                .setFillColor(EMPHASISED);
        Charts.save(chart, png);
    }

    /** Error against cost: down and to the left is better. */
    void costs(Path png) throws IOException {
        XYChart chart = Charts.chart("Error against cost: down and to the left is better", "load, % of a core (logarithmic)",
                "ESR, % (logarithmic)");
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setMarkerSize(22);
        chart.getStyler().setDecimalPattern("0.###");
        // Whole decades, so that the axes have numbers on them.
        chart.getStyler().setXAxisMin(decade(all.stream().mapToDouble(c -> 100 * c.load()).min(), false))
                .setXAxisMax(decade(all.stream().mapToDouble(c -> 100 * c.load()).max(), true))
                .setYAxisMin(decade(all.stream().mapToDouble(c -> 100 * c.esr()).min(), false))
                .setYAxisMax(decade(all.stream().mapToDouble(c -> 100 * c.esr()).max(), true));
        for (int i = 0; i < all.size(); i++) {
            XYSeries series = chart.addSeries(all.get(i).name(), new double[] {100 * all.get(i).load()}, new double[] {100 * all.get(i).esr()});
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(all.get(i).isNeural() ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE).setMarkerColor(colour(i));
        }
        Charts.save(chart, png);
    }

    /** One curve for each family, the nearest in front and thick. */
    void curves(String title, String x, String y, Function<Contender, double[][]> curve, double[] yRange, Path png) throws IOException {
        XYChart chart = Charts.chart(title, x, y);
        for (int i = all.size() - 1; i >= 0; i--) {
            double[][] points = curve.apply(all.get(i));
            XYSeries series = chart.addSeries(all.get(i).name() + (i == 0 ? " (nearest)" : ""), points[0], points[1]);
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
            series.setLineColor(i == 0 ? Color.BLACK : colour(i)).setLineStyle(new BasicStroke(i == 0 ? 6f : 2.5f));
        }
        if (yRange != null) {
            chart.getStyler().setYAxisMin(yRange[0]).setYAxisMax(yRange[1]);
        }
        Charts.save(chart, png);
    }

    private static double decade(OptionalDouble value, boolean above) {
        double power = Math.log10(value.orElse(1));
        return Math.pow(10, above ? Math.ceil(power + 1e-9) : Math.floor(power - 1e-9));
    }

    static double[] count(int n, double step) {
        return IntStream.rangeClosed(1, n).mapToDouble(i -> i * step).toArray();
    }
}

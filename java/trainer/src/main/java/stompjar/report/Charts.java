package stompjar.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** XChart in one style, large enough to print: 1800 × 560. */
public final class Charts {
    static final int WIDTH = 1800, HEIGHT = 560;

    private Charts() { }

    /** A line without markers; {@code axis} 1 is thinner and may stand on the right. */
    public static void curve(XYChart chart, String name, double[] x, double[] y, Color colour, int axis) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setLineColor(colour).setLineStyle(new BasicStroke(axis == 1 ? 2.5f : 4f));
        series.setMarker(SeriesMarkers.NONE);
        series.setYAxisGroup(axis);
    }

    /** An empty chart. */
    public static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        dress(chart.getStyler());
        chart.getStyler().setXAxisTickMarkSpacingHint(130);
        return chart;
    }

    /** The same look for any kind of chart. */
    static void dress(AxesChartStyler style) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 21);
        style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 26)).setLegendFont(plain).setLegendBorderColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideE);
        style.setPlotGridLinesColor(new Color(0xe4e4e4));
        style.setAxisTitleFont(plain).setAxisTickLabelsFont(plain);
        style.setDecimalPattern("#.##");
    }

    /** Writes a PNG. */
    public static void save(Chart<?, ?> chart, Path png) throws IOException {
        BitmapEncoder.saveBitmap(chart, png.toString(), BitmapFormat.PNG);
    }
}

package stompjar.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import stompjar.bench.Shape;

/** The rows of {@code bench} in words. */
final class BenchTable {
    private BenchTable() { }

    /** For a terminal. */
    static String columns(List<BenchRow> rows) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-32s %-8s %6s %8s %8s %9s %9s %9s %9s %9s %7s  %s",
                "capture", "family", "block", "load %", "silent %", "median µs", "99 %", "99.9 %", "max", "cold max", "bytes", "kernels"));
        for (BenchRow r : rows) {
            text.append(String.format(Locale.ROOT, "%n%-32s %-8s %6d %8.3f %8.3f %9.1f %9.1f %9.1f %9.1f %9.1f %7d  %s",
                    name(r), r.family(), r.block(), 100 * r.load(), 100 * r.silentLoad(), r.blockUs().median(), r.blockUs().p99(),
                    r.blockUs().p999(), r.blockUs().max(), r.coldStartUs(), r.allocatedBytes(), r.kernels()));
            if (r.ratio() != null) {
                text.append(String.format(Locale.ROOT, "  %.3f of the yardstick's %.3f %%", r.ratio(), 100 * r.yardstick()));
            }
            if (r.ratio() != null && r.target() != null) {
                text.append(String.format(Locale.ROOT, " (best peer %.3f, target %.3f)", r.bestPeer(), r.target()));
            }
        }
        return text.toString();
    }

    /** For a document: Markdown, the fastest native engine beside ours. */
    static String markdown(List<BenchRow> rows) {
        StringBuilder text = new StringBuilder("""
                | capture | load | yardstick | best peer / yardstick | target | ours / yardstick | block µs: median, 99 %, 99.9 %, max | cold start | bytes |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |""");
        for (BenchRow r : rows) {
            text.append(String.format(Locale.ROOT, "%n| %s | %.4f | %s | %s | %s | %s | %.1f, %.1f, %.1f, %.1f | %.1f | %d |", r.capture(),
                    r.load(), number(r.yardstick(), "%.4f"), number(r.bestPeer(), "%.3f"), number(r.target(), "≤ %.3f"),
                    number(r.ratio(), "**%.3f**"), r.blockUs().median(), r.blockUs().p99(), r.blockUs().p999(), r.blockUs().max(),
                    r.coldStartUs(), r.allocatedBytes()));
        }
        BenchRow first = rows.get(0);
        return text.append(String.format(Locale.ROOT, "%n%nBlocks of %d frames, kernels %s.", first.block(), first.kernels())).toString();
    }

    /** A file's last name, or a shape's title, which may hold a slash. */
    private static String name(BenchRow row) {
        boolean shape = Arrays.stream(Shape.values()).anyMatch(s -> s.title().equals(row.capture()));
        return shape ? row.capture() : Path.of(row.capture()).getFileName().toString();
    }

    private static String number(Double value, String format) {
        return value == null ? "–" : String.format(Locale.ROOT, format, value);
    }
}

package stompjar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totals}: sums JUnit XML reports, of Surefire and of ctest alike. For the launcher's {@code test} and for CI, so hidden. */
@Command(name = "totals", hidden = true, mixinStandardHelpOptions = true,
        description = "Sums JUnit XML reports; the last line is 'N passed, N failed, N skipped'.")
final class TotalsVerb implements Callable<Integer> {
    @Parameters(paramLabel = "REPORT", description = "XML files, or folders that hold TEST-*.xml.")
    private List<Path> reports = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        for (Path report : reports) {
            if (Files.isDirectory(report)) {
                try (Stream<Path> files = Files.list(report)) {
                    for (Path file : (Iterable<Path>) files.filter(TotalsVerb::isReport).sorted()::iterator) {
                        read(file);
                    }
                }
            } else if (Files.exists(report)) {
                read(report);
            }
        }
        skipped.forEach(line -> spec.commandLine().getOut().println("skipped: " + line));
        failed.forEach(line -> spec.commandLine().getOut().println("FAILED:  " + line));
        spec.commandLine().getOut().printf("%d passed, %d failed, %d skipped%n", passed, failed.size(), skipped.size());
        return failed.isEmpty() && passed > 0 ? 0 : 1;
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().startsWith("TEST-") && file.toString().endsWith(".xml");
    }

    private void read(Path report) throws IOException, ParserConfigurationException {
        try {
            DocumentBuilder reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            // The default one prints; a broken report is said once, below.
            reader.setErrorHandler(null);
            NodeList cases = reader.parse(report.toFile()).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                count((Element) cases.item(i));
            }
        } catch (SAXException e) {
            failed.add(report + ": the report is broken, its tests did not end (" + e.getMessage() + ")");
        }
    }

    private void count(Element test) {
        String group = test.getAttribute("classname");
        String name = group.isEmpty() || group.equals(test.getAttribute("name"))
                ? test.getAttribute("name") : group + "." + test.getAttribute("name");
        String status = test.getAttribute("status");
        for (String kind : List.of("failure", "error")) {
            if (test.getElementsByTagName(kind).getLength() > 0) {
                failed.add(name + ": " + reason(test, kind));
                return;
            }
        }
        // ctest says "disabled" and "notrun" in an attribute, and may leave out the element.
        if (test.getElementsByTagName("skipped").getLength() > 0 || status.equals("disabled") || status.equals("notrun")) {
            skipped.add(name + ": " + reason(test, "skipped"));
            return;
        }
        passed++;
    }

    private static String reason(Element test, String kind) {
        Element element = (Element) test.getElementsByTagName(kind).item(0);
        if (element == null) {
            return test.getAttribute("status");
        }
        String text = element.getAttribute("message").isBlank() ? element.getTextContent() : element.getAttribute("message");
        // JUnit says a skipped test's reason as an exception.
        String first = text.strip().lines().findFirst().orElse("").strip().replaceFirst("^[\\w.]*TestAbortedException: ", "");
        return first.isEmpty() ? lastOutput(test) : first;
    }

    /** ctest gives no reason but what the program printed: its last line is the best guess. */
    private static String lastOutput(Element test) {
        NodeList output = test.getElementsByTagName("system-out");
        return output.getLength() == 0 ? "no reason given" : output.item(0).getTextContent().lines().filter(line -> !line.isBlank())
                .reduce((before, last) -> last).map(String::strip).orElse("no reason given");
    }
}

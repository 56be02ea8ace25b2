package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TotalsVerbTest {
    private static final String SUREFIRE = """
            <testsuite name="a.BTest" tests="4"><properties/>
              <testcase name="good" classname="a.BTest" time="0.1"/>
              <testcase name="bad" classname="a.BTest"><failure message="expected 1" type="x">trace</failure></testcase>
              <testcase name="broken" classname="a.BTest"><error type="y">java.lang.Oops: why
                at somewhere</error></testcase>
              <testcase name="later" classname="a.BTest"><skipped message="no display"/></testcase>
            </testsuite>""";
    private static final String CTEST = """
            <testsuite name="(empty)" tests="3" failures="0" disabled="1" skipped="1">
              <testcase name="jvm" classname="jvm" time="0.2" status="run"><system-out>fine</system-out></testcase>
              <testcase name="off" classname="off" status="disabled"/>
              <testcase name="ill" classname="ill" status="fail"><failure message=""/><system-out>first
            2160 is not 0
            </system-out></testcase>
              <testcase name="gone" classname="gone" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/></testcase>
            </testsuite>""";

    @TempDir
    private Path folder;

    @Test
    void sumsBothKindsAndNamesWhatDidNotPass() throws IOException {
        Files.writeString(folder.resolve("TEST-a.BTest.xml"), SUREFIRE);
        Path ctest = Files.writeString(folder.resolve("ctest.xml"), CTEST);
        Cli run = Cli.run("totals", folder, ctest, folder.resolve("missing"));
        assertEquals(1, run.status());
        assertTrue(run.out().endsWith("2 passed, 3 failed, 3 skipped" + System.lineSeparator()), run.out());
        assertTrue(run.out().contains("FAILED:  a.BTest.bad: expected 1"), run.out());
        assertTrue(run.out().contains("FAILED:  a.BTest.broken: java.lang.Oops: why"), run.out());
        assertTrue(run.out().contains("FAILED:  ill: 2160 is not 0"), run.out());
        assertTrue(run.out().contains("skipped: a.BTest.later: no display"), run.out());
        assertTrue(run.out().contains("skipped: gone: SKIP_RETURN_CODE=77"), run.out());
    }

    @Test
    void aBrokenReportIsAFailure() throws IOException {
        Files.writeString(folder.resolve("TEST-x.xml"), SUREFIRE.substring(0, 80));
        Cli run = Cli.run("totals", folder);
        assertEquals(1, run.status());
        assertTrue(run.out().endsWith("0 passed, 1 failed, 0 skipped" + System.lineSeparator()), run.out());
    }

    @Test
    void nothingRunIsNoSuccess() {
        assertEquals(1, Cli.run("totals", folder).status());
    }
}

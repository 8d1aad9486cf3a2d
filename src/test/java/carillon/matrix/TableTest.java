package carillon.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.matrix.Result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    private final Table table = new Table(List.of("one", "two"));

    private void add(String row, String column, Outcome outcome, String reason) {
        table.add(row, column, new Result("A", "a", outcome, reason));
    }

    @Test
    void saysWhatPassedWhereAndWhyTheRestDidNot() {
        add("Doors", "one", Outcome.PASSED, "");
        add("Doors", "two", Outcome.PASSED, "");
        add("Doors", "two", Outcome.SKIPPED, "it rains");
        add("Windows", "one", Outcome.SKIPPED, "it snows");
        add("Windows", "one", Outcome.SKIPPED, "it rains");
        assertThat(table.markdown()).isEqualTo("""
                | what a cluster can do | one | two |
                |---|---|---|
                | Doors | passed | passed, but [1] |
                | Windows | not possible [1] [2] | not run |

                1. it rains.
                2. it snows.
                """);
        assertThat(table.isFailed()).isFalse();
    }

    @Test
    void oneFailureIsOneTooMany() {
        add("Doors", "one", Outcome.PASSED, "");
        add("Doors", "one", Outcome.FAILED, "");
        assertThat(table.markdown()).contains("| Doors | **failed** | not run |");
        assertThat(table.isFailed()).isTrue();
    }

    @Test
    void readsWhatFailsafeWrites(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("TEST-x.xml"), """
                <testsuite><testcase name="good(Cluster)[3]" classname="X"/>
                <testcase name="bad" classname="X"><failure message="no">at</failure></testcase>
                <testcase name="broken" classname="X"><error message="no">at</error></testcase>
                <testcase name="odd" classname="X"><skipped message="Assumption failed: it rains"/></testcase>
                <testcase name="wet" classname="X"><skipped type="T"><![CDATA[T: Assumption failed: it pours
                    at X.wet]]></skipped></testcase></testsuite>
                """);
        Files.writeString(directory.resolve("summary.xml"), "<failsafe-summary/>");
        assertThat(Reports.in(directory)).containsExactly(new Result("X", "good", Outcome.PASSED, ""), new Result("X", "bad", Outcome.FAILED, ""),
                new Result("X", "broken", Outcome.FAILED, ""), new Result("X", "odd", Outcome.SKIPPED, "it rains"),
                new Result("X", "wet", Outcome.SKIPPED, "it pours"));
        assertThat(Reports.in(directory.resolve("none"))).isEmpty();
    }
}

package carillon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class LineHandlerTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private LineHandler handler(int rate) {
        return new LineHandler(new LogSettings(false, false, rate, ""), out);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void writesEachRecordAtOnce() {
        handler(10).publish(Records.of(Level.INFO, "carillon.a", "Grüße"));
        assertThat(lines()).singleElement().asString().endsWith("carillon.a: Grüße");
    }

    @Test
    void aFloodOfOneLoggerIsCutShortAndToldWhenTheLogIsClosed() {
        LineHandler handler = handler(10);
        for (int i = 0; i < 10_000; i++) {
            handler.publish(Records.of(Level.SEVERE, "jakarta.enterprise.web.core", "An exception or error occurred"));
        }
        handler.publish(Records.of(Level.INFO, "carillon.a", "heard all the same"));
        handler.close();
        assertThat(lines()).hasSizeLessThan(300).anyMatch(line -> line.contains("heard all the same")).last().asString().contains("records of jakarta.enterprise.web.core left out");
    }

    @Test
    void whatIsPrintedIsALineToo() {
        PrintStream printed = handler(10).printed();
        printed.print("half a ");
        printed.println("line");
        printed.println();
        printed.println("\u001b[1mnext");
        assertThat(lines()).hasSize(2).first().asString().endsWith("INFO  printed: half a line");
        assertThat(lines().get(1)).endsWith("printed: next");
    }

    @Test
    void aLineThatNeverEndsIsCut() {
        handler(10).printed().print("x".repeat(20_000));
        assertThat(lines()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void staysSilentWhereNothingCanBeWritten() {
        LineHandler handler = new LineHandler(new LogSettings(false, false, 10, ""), new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("The disk is full.");
            }
        });
        int[] told = new int[1];
        handler.setErrorManager(new ErrorManager() {
            @Override
            public void error(String message, Exception failure, int code) {
                told[0]++;
            }
        });
        handler.publish(Records.of(Level.INFO, "a", "b"));
        assertThat(told[0]).isEqualTo(1);
    }
}

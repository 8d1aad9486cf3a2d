package carillon.matrix;

import carillon.matrix.Result.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what Failsafe has written about the tests that ran. Stateless. */
final class Reports {

    private static final String ASSUMPTION = "Assumption failed: ";

    private Reports() {
    }

    /** All results of the reports in a directory; none if there is no directory. */
    static List<Result> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).sorted().flatMap(file -> read(file).stream()).toList();
        }
    }

    private static List<Result> read(Path file) {
        try {
            NodeList cases = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                results.add(result((Element) cases.item(i)));
            }
            return results;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SAXException | ParserConfigurationException malformed) {
            throw new IllegalStateException(file + " is no report", malformed);
        }
    }

    private static Result result(Element testcase) {
        String method = testcase.getAttribute("name").replaceFirst("[^\\p{Alnum}_].*", "");
        NodeList skipped = testcase.getElementsByTagName("skipped");
        boolean failed = testcase.getElementsByTagName("failure").getLength() + testcase.getElementsByTagName("error").getLength() > 0;
        Outcome outcome = failed ? Outcome.FAILED : skipped.getLength() > 0 ? Outcome.SKIPPED : Outcome.PASSED;
        return new Result(testcase.getAttribute("classname"), method, outcome, outcome == Outcome.SKIPPED ? reason((Element) skipped.item(0)) : "");
    }

    /** In the attribute, or in the first line of the trace: Surefire 3.5.2 writes the reason of an assumption there. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message").isBlank() ? skipped.getTextContent().strip().split("\\R")[0] : skipped.getAttribute("message").strip();
        int start = message.indexOf(ASSUMPTION);
        return start < 0 ? message : message.substring(start + ASSUMPTION.length());
    }
}

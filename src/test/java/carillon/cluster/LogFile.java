package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process has said, and which of its lines tells most about why it failed. */
record LogFile(Path path) {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern EXCEPTION = Pattern.compile("^(?!\\s*at )\\s*\\S*(Exception|Error): .+");
    private static final int LONGEST = 300;

    boolean contains(String text) {
        return lines().stream().anyMatch(line -> line.contains(text));
    }

    /** The innermost cause if there is one, else the first exception, else the first severe message, else the last line. */
    String tellingLine() {
        List<String> lines = lines();
        String line = last(lines, text -> text.startsWith("Caused by: "));
        line = line != null ? line : first(lines, text -> EXCEPTION.matcher(text).matches());
        line = line != null ? line : first(lines, text -> text.contains("SEVERE"));
        line = line != null ? line : last(lines, text -> true);
        return line == null ? "(it said nothing)" : line.substring(0, Math.min(LONGEST, line.length()));
    }

    private List<String> lines() {
        try (Stream<String> lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> COLOUR.matcher(line).replaceAll("").strip()).filter(line -> !line.isEmpty()).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String first(List<String> lines, Predicate<String> wanted) {
        return lines.stream().filter(wanted).findFirst().orElse(null);
    }

    private static String last(List<String> lines, Predicate<String> wanted) {
        return lines.stream().filter(wanted).reduce((earlier, later) -> later).orElse(null);
    }
}

package carillon.matrix;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes {@code docs/compatibility.md} from the reports of {@code mvn -Pmatrix verify}.
 *
 * <p>Arguments: the directory with a directory of reports for each combination, the file to write, the introduction to put before the table, and the combinations in the order of the
 * columns, each as {@code server/broker}.
 */
public final class CompatibilityCommand {

    private CompatibilityCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        Path reports = Path.of(arguments[0]);
        List<String> combinations = List.of(arguments).subList(3, arguments.length);
        Table table = new Table(combinations);
        for (String combination : combinations) {
            for (Result result : Reports.in(reports.resolve(combination.replace('/', '-')))) {
                capability(result).ifPresent(row -> table.add(row, combination, result));
            }
        }
        Files.writeString(Path.of(arguments[1]), Files.readString(Path.of(arguments[2])) + "\n" + table.markdown());
        System.out.println(arguments[1] + " written" + (table.isFailed() ? "; some of it failed" : ""));
    }

    /** What a test shows: what its method says, or else its class. */
    private static Optional<String> capability(Result result) {
        try {
            Class<?> type = Class.forName(result.type(), false, CompatibilityCommand.class.getClassLoader());
            Stream<Method> methods = Stream.of(type.getDeclaredMethods()).filter(method -> method.getName().equals(result.method()));
            return Stream.concat(methods, Stream.of(type)).map((AnnotatedElement element) -> element.getAnnotation(Shows.class))
                    .filter(shows -> shows != null).map(Shows::value).findFirst();
        } catch (ClassNotFoundException noClass) {
            return Optional.of("(" + result.type() + ")"); // what went wrong before any class or between them
        }
    }
}

package carillon.model;

import carillon.cluster.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures of a campaign are written. */
final class Page {

    private static final String BEGIN = "<!-- written by mvn -Pmodel -Dwrite -->\n";
    private static final String END = "<!-- end -->";

    private Page() {
    }

    /** Writes them to {@code target/model.md}, and with {@code -Dwrite} into the documentation too. */
    static void write(String table) throws IOException {
        Files.writeString(Files.createDirectories(Directories.build()).resolve("model.md"), table);
        if (System.getProperty("write") != null) {
            Path page = Directories.project().resolve("docs").resolve("reliability.md");
            Files.writeString(page, replaced(Files.readString(page), table));
        }
    }

    /** A page with a table in the place of that between the marks. */
    static String replaced(String page, String table) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END, begin);
        if (begin < BEGIN.length() || end < 0) {
            throw new IllegalStateException("The page has no marks " + BEGIN.strip() + " and " + END + ".");
        }
        return page.substring(0, begin) + table + page.substring(end);
    }
}

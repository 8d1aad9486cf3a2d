package carillon.cluster;

import java.io.IOException;

/** Which commit figures are of. */
public final class Commit {

    private Commit() {
    }

    /** For instance {@code 8869a1e}, with {@code -dirty} behind it if something is not committed; {@code ?} where there is no repository. */
    public static String here() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return git.inputReader().lines().findFirst().orElse("?");
        } catch (IOException missing) {
            return "?";
        }
    }
}

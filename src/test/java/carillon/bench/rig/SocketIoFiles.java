package carillon.bench.rig;

import carillon.cluster.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The sources of the Socket.IO variant, with what they need, under the build directory. */
final class SocketIoFiles {

    private static final List<String> FILES = List.of("package.json", "package-lock.json", "server.mjs", "guard.mjs");

    private SocketIoFiles() {
    }

    /** Copies and installs them if the lock file has changed. */
    static Path installed() {
        Path from = Directories.project().resolve("src/test/bench/socketio");
        Path to = Directories.build().resolve("bench/socketio");
        try {
            Files.createDirectories(to);
            boolean current = Files.exists(to.resolve("installed")) && Files.mismatch(from.resolve("package-lock.json"), to.resolve("installed")) < 0;
            for (String file : FILES) {
                Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!current) {
                Commands.run(to, "npm", List.of("npm", "ci", "--no-audit", "--no-fund"));
                Files.copy(from.resolve("package-lock.json"), to.resolve("installed"), StandardCopyOption.REPLACE_EXISTING);
            }
            return to;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to use a directory, of one process at a time: a start empties what is there, and would take a running cluster's files away.
 *
 * <p>A lock on a file, which the system takes back however the process ends.
 */
final class Claim implements AutoCloseable {

    private final FileChannel file;

    private Claim(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes it, and holds it until it is closed or the process ends.
     *
     * @throws ClusterException if somebody holds it
     */
    static Claim on(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(file)) {
                file.close();
                throw new ClusterException("A cluster is running from " + directory + " already; end it with Ctrl-C there, or start this one in another clone");
            }
            return new Claim(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

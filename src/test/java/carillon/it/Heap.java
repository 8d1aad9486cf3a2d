package carillon.it;

import carillon.cluster.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a node's heap holds. */
final class Heap {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    /** What one collection sets free by a reference queue, the next takes. */
    private static final int COLLECTIONS = 3;

    private Heap() {
    }

    /** What is left of the heap after a full collection, in kilobytes; class data aside. */
    static long usedKb(Node node) {
        for (int i = 0; i < COLLECTIONS; i++) {
            jcmd(node, "GC.run");
        }
        String info = jcmd(node, "GC.heap_info");
        Matcher used = USED.matcher(info.substring(0, info.indexOf("Metaspace")));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    /**
     * The same, as soon as it is no more than a limit, or else after two minutes: Payara's Grizzly keeps a closed connection for as long as it might
     * have been idle.
     */
    static long settledKb(Node node, long limit) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        long used = usedKb(node);
        while (used > limit && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
            used = usedKb(node);
        }
        return used;
    }

    private static String jcmd(Node node, String command) {
        try {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(node.pid()), command)
                    .redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

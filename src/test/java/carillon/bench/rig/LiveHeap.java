package carillon.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What a JVM's heap holds after a full collection, as {@code jcmd} of this JDK tells. */
final class LiveHeap {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private LiveHeap() {
    }

    /** Bytes. Collects twice: what has a finalizer or a cleaner goes in the second round. */
    static double of(ProcessHandle jvm) {
        jcmd(jvm, "GC.run");
        return total(jcmd(jvm, "GC.class_histogram"));
    }

    /** Reads the last line: {@code Total <instances> <bytes>}. */
    private static double total(List<String> histogram) {
        String total = histogram.stream().filter(line -> line.startsWith("Total")).findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd gives no total"));
        return Double.parseDouble(total.strip().split(" +")[2]);
    }

    private static List<String> jcmd(ProcessHandle jvm, String command) {
        try {
            Process process = new ProcessBuilder(JCMD.toString(), Long.toString(jvm.pid()), command).redirectErrorStream(true).start();
            return process.inputReader().lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

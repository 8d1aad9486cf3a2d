package carillon.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** What processes have used. */
public final class Usage {

    private static final double NANOS = 1e9;

    private Usage() {
    }

    /** CPU seconds since they started; NaN if there are none, or the system does not tell. */
    public static double cpuSeconds(List<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return Double.NaN;
        }
        return processes.stream().mapToDouble(process -> process.info().totalCpuDuration().map(Duration::toNanos)
                .map(nanos -> nanos / NANOS).orElse(Double.NaN)).sum();
    }

    /** Bytes of memory that they occupy; empty where there is no {@code /proc}. */
    public static OptionalDouble resident(List<ProcessHandle> processes) {
        double sum = 0;
        for (ProcessHandle process : processes) {
            try {
                sum += Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:")).mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]) * 1024).sum();
            } catch (IOException unknown) {
                return OptionalDouble.empty();
            }
        }
        return processes.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
}

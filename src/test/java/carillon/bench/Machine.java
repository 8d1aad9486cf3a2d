package carillon.bench;

import carillon.cluster.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a figure depends on besides the programs: the lines at the head of a report. */
final class Machine {

    private Machine() {
    }

    static List<String> lines() {
        return List.of(
                "- machine: " + Runtime.getRuntime().availableProcessors() + " processors (" + processor() + "), " + memory() + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", loopback; the driver runs on it too",
                "- Java " + System.getProperty("java.vm.version") + ", Payara Micro " + System.getProperty("carillon.payara.version", "?")
                        + ", ActiveMQ Classic " + System.getProperty("carillon.activemq.version", "?"),
                "- Node.js " + first("node", "--version") + ", " + first("redis-server", "--version"),
                "- Carillon at commit " + Commit.here());
    }

    private static String processor() {
        return value("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
    }

    private static String memory() {
        return value("/proc/meminfo", "MemTotal").map(kilo -> Long.parseLong(kilo.split(" ")[0]) / 1024 / 1024 + " GB of memory").orElse("memory not known");
    }

    private static Optional<String> value(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(name)).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
        } catch (IOException notThisSystem) {
            return Optional.empty();
        }
    }

    private static String first(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.inputReader().lines().findFirst().orElse("?").replaceAll(" sha=.*", "");
        } catch (IOException missing) {
            return "not there";
        }
    }
}

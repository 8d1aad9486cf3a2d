package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.scenario.Stand.Measured;
import carillon.bench.wire.NaiveSpeech;
import carillon.bench.wire.RawSpeech;
import carillon.bench.wire.SocketIoSpeech;
import carillon.bench.wire.Speech;
import carillon.cluster.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks the driver against a load generator written in C, {@code -Dwsload=<its path>}, with the same load on the same cluster.
 *
 * <p>Carillon is spoken to in raw text then, by both: the generator can't number commands.
 */
final class Wsload {

    private static final int IN_FLIGHT = 64;

    private Wsload() {
    }

    static boolean isGiven() {
        return Options.text("wsload").isPresent();
    }

    static void check(Stand stand) {
        Speech speech = stand.rig().speech();
        Speech common = speech instanceof NaiveSpeech || speech instanceof SocketIoSpeech ? speech : new RawSpeech();
        try (Driver driver = stand.connect(common, Crowd.ofOneChannel(stand.plan().subscribers(), stand.plan().size()))) {
            Measured ours = stand.run(driver, stand.closed(IN_FLIGHT));
            note(stand, "this driver", ours.outcome().deliveries(), ours.driver(), ours.outcome().millis(50), ours.outcome().millis(99));
        }
        String line = run(stand, common);
        note(stand, "wsload", value(line, "del_s"), value(line, "gen_cpu_per_M"), value(line, "p50_us") / 1000, value(line, "p99_us") / 1000);
    }

    private static void note(Stand stand, String whose, double deliveries, double cpu, double median, double high) {
        stand.figures().add("check, " + whose + ": deliveries/s", deliveries);
        stand.figures().add("check, " + whose + ": its own CPU s per million", cpu);
        stand.figures().add("check, " + whose + ": latency p50, ms", median);
        stand.figures().add("check, " + whose + ": latency p99, ms", high);
    }

    private static String run(Stand stand, Speech speech) {
        try {
            Process process = new ProcessBuilder(command(stand, speech)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            List<String> lines = process.inputReader().lines().toList();
            lines.forEach(stand.figures()::progress);
            return lines.get(lines.size() - 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> command(Stand stand, Speech speech) {
        String path = speech.path(0, false);
        List<String> command = new ArrayList<>(List.of(Options.text("wsload").orElseThrow(), "--proto", speech instanceof SocketIoSpeech ? "socketio" : "raw",
                "--urls", stand.rig().nodes().stream().map(node -> node + path).collect(Collectors.joining(",")),
                "--n", Integer.toString(stand.plan().subscribers()), "--size", Integer.toString(stand.plan().size()), "--pubs", "0", "--settle", "1500",
                "--phase", "win:" + IN_FLIGHT + ":" + stand.plan().warmUp() + ":" + stand.plan().seconds()));
        if (!(speech instanceof SocketIoSpeech)) {
            command.addAll(List.of("--pub", speech.publication(1, 0, "{payload}")));
        }
        return command;
    }

    private static double value(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":([-0-9.]+)").matcher(json);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    }
}

package carillon.launch;

import carillon.check.Findings;
import carillon.config.Limit;
import carillon.config.Settings;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a node: checks, boots the server, and sees to it that a node that can't start ends the process.
 *
 * <p>{@code --check-config} checks only. All other arguments are the server's.
 */
public final class Launcher {

    static final String CHECK = "--check-config";
    /** With these the server does something else than to run. */
    private static final List<String> NO_START = List.of("--help", "--version", "--outputuberjar", "--outputlauncher");

    private Launcher() {
    }

    /** Returns when the node has started, or ends the process. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ProcessSource source = ProcessSource.ofThisProcess(Arrays.asList(arguments));
        if (NO_START.stream().anyMatch(source::has)) {
            ServerProgram.ofThisJar().run(arguments);
            return;
        }
        Console console = new Console(System.err);
        NodeConfiguration node = NodeConfiguration.of(source);
        Findings findings = StartChecks.examine(node);
        console.say(findings);
        findings.refusal().ifPresent(refusal -> System.exit(refusal.status().number()));
        if (source.has(CHECK)) {
            console.say("The configuration is right: this node would start.");
            System.exit(0);
        }
        long longest = Settings.from(source::value).get(Limit.START_TIMEOUT_MS);
        new Start(ServerProgram.ofThisJar(), console, node.listener().socket(), longest).run(serverArguments(arguments));
    }

    private static String[] serverArguments(String[] arguments) {
        List<String> servers = new ArrayList<>(Arrays.asList(arguments));
        servers.removeIf(CHECK::equalsIgnoreCase);
        return servers.toArray(String[]::new);
    }
}

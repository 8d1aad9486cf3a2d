package carillon.faults;

import carillon.cluster.ClusterException;
import carillon.cluster.Commit;
import carillon.cluster.Directories;
import carillon.cluster.Options;
import carillon.faults.kind.Faults;
import carillon.faults.stage.Clocks;
import carillon.faults.stage.Flavour;
import carillon.faults.stage.HaProxy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * {@code mvn -Pfaults}: faults struck at three nodes, a broker and HAProxy, and what clients saw of them.
 *
 * <p>Options: {@code -Druns=1} of each fault, {@code -Dfirst=1} to go on where another campaign ended, {@code -Donly=F1,F3}, {@code -Dseed=1}, {@code -Dpublications=150} a second
 * together; {@code -Dnode.options}, {@code -Dbroker.options} for the JVMs. It ends with 1 if an
 * invariant was broken; the table is in {@code target/faults.md} too.
 */
public final class FaultsCommand {

    private static final PrintStream OUT = System.out;
    private static final int MOST_RUNS = 10_000;

    private FaultsCommand() {
    }

    public static void main(String[] arguments) throws Exception {
        try {
            System.exit(run() ? 0 : 1);
        } catch (ClusterException refused) {
            OUT.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static boolean run() throws IOException {
        if (HaProxy.program().isEmpty()) {
            throw new ClusterException(HaProxy.HOW_TO_INSTALL);
        }
        frugal();
        int runs = Options.number("runs", 1, 1, MOST_RUNS);
        int seed = Options.number("seed", 1, 0, Integer.MAX_VALUE);
        int first = Options.number("first", 1, 1, runs);
        List<Fault> faults = Options.text("only").map(Faults::named).orElseGet(Faults::all);
        try (Campaign campaign = new Campaign(OUT, 1)) {
            for (Flavour flavour : Flavour.values()) {
                List<Fault> group = isPossible(flavour) ? faults.stream().filter(fault -> fault.flavour() == flavour).toList() : List.of();
                for (int run = first; run <= runs && !group.isEmpty(); run++) {
                    for (Fault fault : group) {
                        campaign.run(fault, run, seedOf(fault, run, seed));
                    }
                    write(campaign.report().table());
                }
            }
            OUT.println();
            OUT.println(campaign.report().table());
            return campaign.report().isClean();
        }
    }

    private static boolean isPossible(Flavour flavour) {
        boolean possible = flavour != Flavour.CLOCKS || Clocks.library().isPresent();
        if (!possible) {
            OUT.println("Faults of the clock are left out: " + Clocks.HOW_TO_INSTALL);
        }
        return possible;
    }

    /** The machine is shared with the clients, and nothing here measures speed. */
    static void frugal() {
        if (Options.text("node.options").isEmpty()) {
            System.setProperty("node.options", "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        }
        if (Options.text("broker.options").isEmpty()) {
            System.setProperty("broker.options", "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        }
    }

    /** The same for the same fault and run, whatever else runs. */
    static long seedOf(Fault fault, int run, int seed) {
        return Integer.toUnsignedLong(new Random(seed * 1_000_003L + fault.code().hashCode() * 31L + run).nextInt());
    }

    private static void write(String table) throws IOException {
        Path file = Directories.build().resolve("faults.md");
        Files.writeString(file, "At " + Commit.here() + ", `-Dseed=" + Options.number("seed", 1, 0, Integer.MAX_VALUE) + "`.\n\n" + table);
    }
}

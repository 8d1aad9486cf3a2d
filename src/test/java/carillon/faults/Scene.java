package carillon.faults;

import carillon.cluster.Node;
import carillon.cluster.Options;
import carillon.faults.record.Journal;
import carillon.faults.record.Ledger;
import carillon.faults.record.Published;
import carillon.faults.record.Publisher;
import carillon.faults.record.Recorder;
import carillon.faults.stage.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One run: who takes part in it, on a stage, and what is said of it. One thread uses it. */
public final class Scene implements AutoCloseable {

    private static final int CHANNELS = 6;
    private static final int FOLLOWED = 3;
    private static final int RECORDERS = 36;
    private static final int PUBLISHERS = 6;
    /** A second, of all publishers together. */
    private static final int PUBLICATIONS = 150;

    private static final Duration CONNECTED_WITHIN = Duration.ofMinutes(2);
    /** Within this time each publish is answered, one way or another. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    private final Stage stage;
    private final Random random;
    private final int round;
    private final String name;
    private final int patience;
    private final Ledger ledger = new Ledger();
    private final List<String> channels;
    private final List<Recorder> recorders = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * Opens one in which nobody takes part yet.
     *
     * @param round counts the runs of a fault, from 0: what has a few variants goes through them by it
     * @param patience how many times longer than what is promised anything may take
     */
    Scene(Stage stage, String name, int round, long seed, int patience) {
        this.patience = patience;
        this.stage = stage;
        this.name = name;
        this.round = round;
        this.random = new Random(seed);
        this.channels = IntStream.range(0, CHANNELS).mapToObj(n -> name + "." + n).toList();
    }

    /** Lets recorders in, then publishers, and returns when all are connected. */
    void begin(String level) {
        IntStream.range(0, RECORDERS).forEach(n -> recorders.add(recorder("recorder-" + n, n % 3 != 0)));
        await("recorders", CONNECTED_WITHIN, () -> recorders.stream().allMatch(Recorder::isConnected));
        int everyMs = 1_000 * PUBLISHERS / Options.number("publications", PUBLICATIONS, PUBLISHERS, 5_000);
        IntStream.range(0, PUBLISHERS).forEach(n -> publishers.add(
                new Publisher(name + "-p" + n, channels, doors(n % 2 == 0), n, ledger, everyMs, level, ANSWERED_WITHIN.multipliedBy(patience), new Random(random.nextLong()))));
        await("publishers", CONNECTED_WITHIN, () -> publishers.stream().allMatch(Publisher::isConnected));
    }

    private Recorder recorder(String who, boolean balanced) {
        Set<String> followed = new LinkedHashSet<>();
        while (followed.size() < FOLLOWED) {
            followed.add(channels.get(random.nextInt(CHANNELS)));
        }
        return new Recorder(who, followed, doors(balanced), random.nextInt(Stage.NODES), new Random(random.nextLong()));
    }

    private List<URI> doors(boolean balanced) {
        return balanced ? List.of(stage.balancer().webSocket()) : stage.doors();
    }

    /** Another recorder, owed what is sent after it was connected; it connects to some doors, beginning with one. */
    public Recorder join(List<URI> doors, int first) {
        Recorder one = new Recorder("recorder-" + recorders.size(), new LinkedHashSet<>(channels.subList(0, FOLLOWED)), doors, first, new Random(random.nextLong()));
        recorders.add(one);
        return one;
    }

    public Stage stage() {
        return stage;
    }

    public Random random() {
        return random;
    }

    public int round() {
        return round;
    }

    public Ledger ledger() {
        return ledger;
    }

    public List<String> channels() {
        return channels;
    }

    public List<Recorder> recorders() {
        return recorders;
    }

    public List<Publisher> publishers() {
        return publishers;
    }

    /** One of the nodes, by chance. */
    public Node anyNode() {
        return stage.node(anyNumber());
    }

    /** The number of one of the nodes, by chance. */
    public int anyNumber() {
        return 1 + random.nextInt(Stage.NODES);
    }

    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Lets time pass. */
    public void pass(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** Waits for something; if it does not come, that is a complaint. */
    public boolean expect(String what, Duration within, BooleanSupplier condition) {
        try {
            await(what, within.multipliedBy(patience), condition);
            return true;
        } catch (ConditionTimeoutException late) {
            complain(what + " did not come within " + within.multipliedBy(patience).toMillis() + " ms");
            return false;
        }
    }

    private static void await(String what, Duration within, BooleanSupplier condition) {
        Awaitility.await(what).atMost(within).pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).until(condition::getAsBoolean);
    }

    /** Something is not as it should be: the run has failed. */
    public void complain(String what) {
        complaints.add(what);
    }

    /** Something that is good to know. */
    public void remark(String what) {
        remarks.add(what);
    }

    List<String> complaints() {
        return complaints;
    }

    List<String> remarks() {
        return remarks;
    }

    /** Lets the publishers come to an end, and everything arrive; not for ever. */
    void end() {
        publishers.forEach(Publisher::stop);
        expect("the outcome of all publications", Duration.ofSeconds(30), () -> publishers.stream().allMatch(one -> one.unsettled() == 0));
        expect("all recorders", Duration.ofSeconds(30), () -> recorders.stream().allMatch(Recorder::isUpToDate));
        try {
            await("all publications", Duration.ofSeconds(15).multipliedBy(patience), this::isComplete);
        } catch (ConditionTimeoutException late) {
            remark("not all arrived"); // whether that was said, the checker decides
        }
    }

    private boolean isComplete() {
        List<Published> acknowledged = ledger.acknowledged();
        return recorders.stream().allMatch(recorder -> acknowledged.stream().allMatch(recorder::isServed));
    }

    List<Journal> journals() {
        return recorders.stream().map(Recorder::journal).toList();
    }

    @Override
    public void close() {
        publishers.forEach(Publisher::close);
        recorders.forEach(Recorder::close);
    }
}

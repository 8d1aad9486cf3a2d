package carillon;

import carillon.backplane.BackplaneListener;
import carillon.backplane.Calls;
import carillon.backplane.Downlink;
import carillon.backplane.ForeignIds;
import carillon.backplane.JournalPulse;
import carillon.backplane.LocalBackplane;
import carillon.backplane.LocalJournal;
import carillon.backplane.LocalLine;
import carillon.backplane.LocalTopic;
import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.Freshness;
import carillon.backplane.Refusals;
import carillon.backplane.Rejections;
import carillon.backplane.Self;
import carillon.backplane.Uplink;
import carillon.channel.Channel;
import carillon.config.ManualTicker;
import carillon.config.Release;
import carillon.config.Settings;
import carillon.doctor.Doctor;
import carillon.doctor.Roll;
import carillon.doctor.Site;
import carillon.doctor.symptoms.Symptoms;
import carillon.endpoint.Admission;
import carillon.endpoint.CommandDispatcher;
import carillon.endpoint.Keepalive;
import carillon.endpoint.PublishDoor;
import carillon.endpoint.TestClient;
import carillon.endpoint.Unfinished;
import carillon.history.History;
import carillon.history.cursor.CursorKeys;
import carillon.history.cursor.CursorSeal;
import carillon.hub.Connection;
import carillon.hub.Draining;
import carillon.hub.Fanout;
import carillon.hub.Fanouts;
import carillon.hub.Hub;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.Dialect;
import carillon.relay.Aside;
import carillon.relay.Borrower;
import carillon.relay.Cursors;
import carillon.relay.Deliveries;
import carillon.relay.Delivery;
import carillon.relay.Drain;
import carillon.relay.Heartbeat;
import carillon.relay.Keeper;
import carillon.relay.PublishQueue;
import carillon.relay.Publisher;
import carillon.relay.Recall;
import carillon.relay.RecentFrames;
import carillon.relay.Sender;
import carillon.relay.Subscriptions;
import carillon.relay.Turns;
import carillon.relay.intake.Intake;
import carillon.relay.intake.Lender;
import carillon.relay.intake.Warmup;
import carillon.sequence.Answers;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import carillon.snapshot.Means;
import carillon.traffic.Inflow;
import carillon.traffic.Recoveries;
import carillon.traffic.Stopwatch;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole node without a container: everything but sockets and JMS, wired by constructors over a topic in memory.
 *
 * <p>It does nothing by itself: the test sets its clock, lets it {@link #tick()} and its sender {@link #turn()}, or {@link #start() starts} a thread
 * that does the latter.
 */
public final class TestNode implements AutoCloseable {

    /** What nodes say when a broker goes is what the tests make them say; kept, or the level would be forgotten with it. */
    private static final Logger LOG = Logger.getLogger("carillon.relay");

    /** And what their doctors say of faults that are planted. */
    private static final Logger DOCTORS = Logger.getLogger("carillon.doctor");

    static {
        LOG.setLevel(Level.SEVERE);
        DOCTORS.setLevel(Level.SEVERE);
    }

    /** Which version a node runs, and by how much its clock is ahead: besides the settings. */
    public static final String RELEASE = "test.release";
    public static final String CLOCK_AHEAD_MS = "test.clock.ahead.ms";

    private final Settings settings;
    private final ManualTicker ticker;
    private final Self self;
    private final Pulse pulse;
    private final Sequencer sequencer;
    private final Cursors cursors;
    private final Delivery delivery;
    private final Borrower borrower;
    private final ForeignIds foreignIds = new ForeignIds();
    private final Rejections rejections;
    private final Refusals refusals = new Refusals();
    private final Hub hub = new Hub();
    private final LocalBackplane backplane;
    private final LocalTopic.Ear ear;
    private final Sender sender;
    private boolean ended;
    private final LocalJournal journal;
    private final Publisher publisher;
    private final Keeper keeper;
    private final Heartbeat heartbeat;
    private final Keepalive keepalive;
    private final Subscriptions subscriptions;
    private final PublishDoor door;
    private final CommandDispatcher dispatcher;
    private final Answers answers;
    private final Recoveries recoveries = new Recoveries();
    private final Inflow inflow = new Inflow();
    private final Uplink uplink;
    private final Roll roll;
    private final Downlink downlink;
    private final Doctor doctor;
    private final Draining draining = new Draining();
    private final Drain drain;
    private Thread senderThread;

    public TestNode(LocalTopic topic, ManualTicker ticker, Map<String, String> set) {
        this(topic, topic, ticker, set);
    }

    /** A node that speaks to one topic and hears another. */
    public TestNode(LocalTopic topic, LocalTopic heard, ManualTicker ticker, Map<String, String> set) {
        this.ticker = ticker;
        settings = Settings.of(set);
        self = new Self(settings);
        pulse = new Pulse(settings, ticker);
        rejections = new Rejections(ticker);
        uplink = new Uplink(ticker);
        JournalPulse journalPulse = new JournalPulse(ticker);
        Release release = new Release(set.getOrDefault(RELEASE, "1"));
        roll = new Roll(self, settings, release, ticker, () -> Instant.ofEpochMilli(ticker.nanos() / 1_000_000 + Long.parseLong(set.getOrDefault(CLOCK_AHEAD_MS, "0"))));
        downlink = new Downlink(ticker, 0, 0);
        Means means = new Means();
        Stopwatch stopwatch = new Stopwatch();
        Fanout fanout = Fanouts.of(hub, settings, stopwatch);
        PublishQueue queue = new PublishQueue(settings, ticker);
        sequencer = new Sequencer(settings, ticker);
        History history = new History(settings, ticker);
        CursorKeys keys = new CursorKeys(settings);
        Peers peers = new Peers(settings, ticker);
        Unechoed unechoed = new Unechoed(settings);
        cursors = new Cursors(self, sequencer, new CursorSeal(keys));
        Warmup warmup = new Warmup(self, sequencer, history, means, settings, ticker);
        answers = new Answers(settings, ticker);
        Intake intake = new Intake(self, peers, sequencer, answers, unechoed, history, keys, new Deliveries(fanout), warmup,
                new Lender(self, sequencer, history, settings, ticker), settings);
        heartbeat = new Heartbeat(self, hub, draining, intake, roll, pulse, fanout, settings, ticker);
        backplane = new LocalBackplane(topic);
        sender = new Sender(backplane, queue, heartbeat, self, unechoed, uplink, stopwatch, ticker);
        journal = new LocalJournal(topic);
        keeper = new Keeper(self, peers, journal, sequencer, sender, settings, ticker);
        publisher = new Publisher(queue, history, pulse, journalPulse, settings, ticker);
        keepalive = new Keepalive(hub, new Admission(hub, settings), new Unfinished(settings), cursors, settings);
        subscriptions = new Subscriptions(hub, self, pulse, history, cursors, new RecentFrames(), recoveries, settings);
        door = new PublishDoor(publisher, inflow, settings);
        dispatcher = new CommandDispatcher(subscriptions, door, new Recall(history, cursors));
        borrower = new Borrower(new LocalLine(topic), this::listener, warmup);
        Aside aside = new Aside(self, peers, sender, settings, ticker);
        delivery = new Delivery(self, pulse, journalPulse, peers, foreignIds, rejections, refusals, new Freshness(), intake, sender, aside, borrower, inflow, roll);
        drain = new Drain(draining, hub, publisher, unechoed, settings, ticker);
        ear = heard.subscribe(Calls.through(downlink, delivery));
        doctor = new Doctor(Symptoms.of(settings, ticker, release, roll, pulse, peers, uplink, downlink, rejections, refusals, self, means, queue), Site.UNKNOWN, ticker);
    }

    private BackplaneListener listener() {
        return delivery;
    }

    /** Lets the sender do what is due, without waiting. */
    public void turn() {
        Turns.turn(sender);
    }

    /** It is gone, like a process that was killed. */
    public void end() {
        ear.deaf(true);
        backplane.refuse(true);
        journal.close();
        ended = true;
    }

    /** Lets the one who reads the journal do so much. */
    public void keep(int turns) {
        for (int i = 0; i < turns && keeper.isConfigured() && !ended; i++) {
            Turns.turn(keeper);
        }
    }

    /** Does what the container's timer does. */
    public void tick() {
        publisher.expire();
        heartbeat.watch();
        delivery.tick();
        drain.tick();
        Turns.turn(borrower);
        keepalive.sweep();
        doctor.examine();
    }

    /** Lets the sender run on a thread of its own, as it does on a server. */
    public TestNode start() {
        senderThread = new Thread(sender, "sender of " + self.name());
        senderThread.start();
        return this;
    }

    /** Ends the sender's thread as a server does: what waits is sent, then nothing. */
    public void stop(long millis) throws InterruptedException {
        publisher.stop();
        senderThread.join(millis);
        senderThread.interrupt();
        senderThread.join(millis);
    }

    @Override
    public void close() throws InterruptedException {
        backplane.unblock();
        if (senderThread != null) {
            stop(5_000);
        }
    }

    /** A client that has connected and subscribed. */
    public TestClient v1(String... channels) {
        TestClient client = open(Dialect.V1, new RecordingTransport());
        client.command("connect", Stream.of(channels).map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "\"channels\":[", "]")));
        return client;
    }

    /** A client that comes back with a cursor. */
    public TestClient back(String cursor, String more, String... channels) {
        TestClient client = open(Dialect.V1, new RecordingTransport());
        client.command("connect", Stream.of(channels).map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "\"channels\":[", "],\"cursor\":\"" + cursor + "\"" + more)));
        return client;
    }

    /** A client is gone, without a word. */
    public void lose(TestClient client) {
        hub.remove(client.connection());
    }

    /** A client of raw text on one channel. */
    public TestClient raw(String channel) {
        TestClient client = open(Dialect.RAW, new RecordingTransport());
        subscriptions.follow(client.connection(), new Channel(channel));
        return client;
    }

    /** A client that has not yet said a word. */
    public TestClient open(Dialect dialect, RecordingTransport transport) {
        Connection connection = new Connection("c" + hub.size(), dialect, transport, settings, ticker);
        hub.add(connection);
        return new TestClient(connection, transport, settings, ticker).through(dispatcher, door);
    }

    public LocalBackplane backplane() {
        return backplane;
    }

    public LocalTopic.Ear ear() {
        return ear;
    }

    public boolean ready() {
        return pulse.alive();
    }

    public String origin() {
        return self.origin().id();
    }

    public Sequencer sequencer() {
        return sequencer;
    }

    public Doctor doctor() {
        return doctor;
    }

    public Downlink downlink() {
        return downlink;
    }

    public Inflow inflow() {
        return inflow;
    }

    public Recoveries recoveries() {
        return recoveries;
    }

    public Answers answers() {
        return answers;
    }

    public ForeignIds foreignIds() {
        return foreignIds;
    }

    public Rejections rejections() {
        return rejections;
    }

    public Hub hub() {
        return hub;
    }

    public Publisher publisher() {
        return publisher;
    }

    /** The node is to go, as an operator or its server says. */
    public Draining draining() {
        return draining;
    }

    public boolean sending() {
        return senderThread.isAlive();
    }
}

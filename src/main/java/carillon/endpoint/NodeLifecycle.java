package carillon.endpoint;

import carillon.doctor.Doctor;
import carillon.doctor.NodeThreads;
import carillon.doctor.Vitality;
import carillon.hub.Draining;
import carillon.hub.OutboxBudget;
import carillon.relay.Borrower;
import carillon.relay.Delivery;
import carillon.relay.Drain;
import carillon.relay.Heartbeat;
import carillon.relay.Keeper;
import carillon.relay.NodeReport;
import carillon.relay.Publisher;
import carillon.relay.ReadyReport;
import carillon.relay.Sender;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Starts what runs by itself when the application starts, and ends it when the application ends; {@link StartListener} has one of it. */
@Dependent
public class NodeLifecycle {

    private static final Logger LOG = Logger.getLogger(NodeLifecycle.class.getName());
    private static final long TICK_MS = 100;
    private static final int TICKS_PER_SWEEP = 5;
    private static final long STOP_MS = 3_000;

    @Inject
    private Sender sender;
    @Inject
    private Publisher publisher;
    @Inject
    private Keeper keeper;
    @Inject
    private Heartbeat heartbeat;
    @Inject
    private Delivery delivery;
    @Inject
    private Borrower borrower;
    @Inject
    private Keepalive keepalive;
    @Inject
    private ClosingSockets closings;
    @Inject
    private AnswersUnderWay answers;
    @Inject
    private UnfinishedBodies bodies;
    @Inject
    private OutboxBudget budget;
    @Inject
    private Writers writers;
    @Inject
    private Draining draining;
    @Inject
    private Drain drain;
    @Inject
    private Vitality vitality;
    @Inject
    private Doctor doctor;
    @Inject
    private NodeReport report;
    @Inject
    private ReadyReport ready;
    @Inject
    private NodeThreads nodeThreads;
    @Resource
    private ManagedThreadFactory threads;

    private final CountDownLatch ending = new CountDownLatch(1);
    private Thread senderThread;
    private Thread borrowerThread;
    private Thread keeperThread;
    private Thread tickThread;
    /** Guarded by this. */
    private int ticks;

    /** Starts all threads; where one can't be started those that were are stopped. */
    void start(ServletContext context) {
        Preloading.of(context);
        Optional.ofNullable(context.getAttribute(ServerContainer.class.getName())).ifPresent(ContainerQuirks::stopFirstTimer);
        report.starts(context.getServerInfo(), context.getContextPath());
        try {
            startThreads();
        } catch (RuntimeException | Error failure) {
            abandon();
            throw failure;
        }
    }

    private void startThreads() {
        writers.start(nodeThreads.watched(threads, true));
        senderThread = started("carillon-sender", true, sender);
        keeperThread = keeper.isConfigured() ? started("carillon-keeper", true, keeper) : null;
        borrowerThread = started("carillon-borrower", false, borrower);
        tickThread = started("carillon-tick", true, this::tickOn);
    }

    private void abandon() {
        nodeThreads.ending();
        ending.countDown();
        writers.stop();
        Stream.of(senderThread, keeperThread, borrowerThread).filter(Objects::nonNull).forEach(Thread::interrupt);
    }

    private Thread started(String name, boolean endless, Runnable task) {
        Thread thread = nodeThreads.watched(threads, endless).newThread(task);
        thread.setName(name);
        thread.start();
        return thread;
    }

    /** On a thread of its own: WildFly 39 drops a scheduled task for good when it is due while the server is suspended, and the server may be resumed. */
    private void tickOn() {
        try {
            while (!ending.await(TICK_MS, TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Never throws: nobody else would tick. */
    private synchronized void tick() {
        vitality.tick();
        if (draining.isBegun()) {
            nodeThreads.ending(); // a node that has drained has nothing left to send
        }
        try {
            publisher.expire();
            heartbeat.watch();
            delivery.tick();
            drain.tick();
            doctor.examine();
            ready.tick();
            if (++ticks % TICKS_PER_SWEEP == 0) {
                closings.sweep();
                answers.sweep();
                bodies.sweep();
                budget.sweep();
                keepalive.sweep(); // it looks at each connection: ten times a second would cost more than what it finds
            }
        } catch (RuntimeException defect) {
            LOG.log(Level.SEVERE, "A defect in the tick; it goes on.", defect);
        }
    }

    /**
     * Drains the node, unless that was done, and ends what runs.
     *
     * <p>Payara 6.2025.10 calls this first of all when it is stopped: new requests get 503 by then, but sockets, the
     * listener to the topic work on until it returns, however long that takes. WildFly 39 has closed all sockets before and no longer listens: there a node is
     * drained before the server is told to stop (server-config/wildfly).
     */
    void stop() {
        if (tickThread == null) {
            return; // it never started
        }
        nodeThreads.ending();
        draining.begin();
        ending.countDown();
        borrowerThread.interrupt();
        try {
            awaitDrained();
            keeper.stop();
            for (Thread thread : Arrays.asList(senderThread, keeperThread, borrowerThread, tickThread)) {
                awaitEnd(thread);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        writers.stop();
        report.ended();
    }

    private void awaitDrained() throws InterruptedException {
        long turns = drain.longestMs() / TICK_MS;
        tick();
        while (!draining.awaitEnd(TICK_MS) && turns-- > 0) {
            tick();
        }
    }

    /** WildFly 39 takes the beans away when this returns, whoever still uses them. */
    private static void awaitEnd(Thread thread) throws InterruptedException {
        if (thread != null) {
            thread.join(STOP_MS);
            thread.interrupt();
        }
    }
}

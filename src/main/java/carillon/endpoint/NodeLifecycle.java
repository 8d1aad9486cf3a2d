package carillon.endpoint;

import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Hub;
import carillon.protocol.CloseCode;
import carillon.relay.Borrower;
import carillon.relay.Delivery;
import carillon.relay.Heartbeat;
import carillon.relay.Publisher;
import carillon.relay.Sender;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts what runs by itself when the application starts, and ends it when the application ends. */
@WebListener
public class NodeLifecycle implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(NodeLifecycle.class.getName());
    private static final long TICK_MS = 100;
    private static final int TICKS_PER_SWEEP = 5;
    private static final long STOP_MS = 3_000;
    private static final int COME_BACK_MS = 1_000;

    @Inject
    private Settings settings;
    @Inject
    private Sender sender;
    @Inject
    private Publisher publisher;
    @Inject
    private Heartbeat heartbeat;
    @Inject
    private Delivery delivery;
    @Inject
    private Borrower borrower;
    @Inject
    private Keepalive keepalive;
    @Inject
    private Writers writers;
    @Inject
    private Hub hub;
    @Resource
    private ManagedThreadFactory threads;
    @Resource
    private ManagedScheduledExecutorService scheduler;

    private Thread senderThread;
    private Thread borrowerThread;
    private ScheduledFuture<?> ticking;
    /** Used by the scheduler's task only, of which there is one at a time. */
    private int ticks;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        LOG.info(() -> "Carillon starts on the topic '" + settings.topic() + "'.");
        writers.start(threads);
        senderThread = threads.newThread(sender);
        senderThread.setName("carillon-sender");
        senderThread.start();
        borrowerThread = threads.newThread(borrower);
        borrowerThread.setName("carillon-borrower");
        borrowerThread.start();
        ticking = scheduler.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** A scheduled task that throws is never called again, so it doesn't. */
    private void tick() {
        try {
            publisher.expire();
            heartbeat.watch();
            delivery.tick();
            if (++ticks % TICKS_PER_SWEEP == 0) {
                keepalive.sweep(); // it looks at each connection: ten times a second would cost more than what it finds
            }
        } catch (RuntimeException defect) {
            LOG.log(Level.SEVERE, "A defect in the tick; it goes on.", defect);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        for (Connection connection : hub.connections()) {
            connection.close(CloseCode.GOING_AWAY, COME_BACK_MS);
        }
        if (borrowerThread != null) {
            borrowerThread.interrupt();
        }
        publisher.stop();
        awaitSender();
        writers.stop();
    }

    private void awaitSender() {
        try {
            if (senderThread != null) {
                senderThread.join(STOP_MS);
                senderThread.interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

package carillon.faults.record;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client that publishes at a pace, each publication with its own id and key, and goes on trying until each is acknowledged.
 *
 * <p>What was refused is tried again under the same id; so is, by the key, what is of unknown outcome. Thread-safe.
 */
public final class Publisher implements AutoCloseable, Line.End {

    private static final int AGAIN_MS = 300;
    private static final int FAILURES_UNTIL_ELSEWHERE = 100;
    private static final String PAD = "x".repeat(100);

    /** What is under way: its attempt, and since when. */
    private record Attempt(String id, String channel, long at, String over) {
    }

    private final String name;
    private final List<String> channels;
    private final Ledger ledger;
    private final Random random;
    private final String level;
    private final long answerNanos;
    private final Line line;
    private final ScheduledFuture<?> ticking;
    /** By command's id; guarded by this, as are the fields below. */
    private final Map<Long, Attempt> underWay = new HashMap<>();
    /** What has to be tried again, and when it may be. */
    private final Map<String, Attempt> waiting = new HashMap<>();
    private long commands = 1;
    private int published;
    private int failures;
    private boolean stopped;

    /**
     * Begins at once.
     *
     * @param level of acknowledgement; null for the node's default
     * @param answerWithin after that an attempt is given up, and booked as unanswered
     */
    public Publisher(String name, List<String> channels, List<URI> doors, int first, Ledger ledger, int everyMs, String level, Duration answerWithin, Random random) {
        this.name = name;
        this.channels = channels;
        this.ledger = ledger;
        this.random = random;
        this.level = level;
        this.answerNanos = answerWithin.toNanos();
        this.line = new Line(doors, first, random, this);
        this.ticking = Line.timer().scheduleAtFixedRate(this::tick, random.nextInt(everyMs), everyMs, TimeUnit.MILLISECONDS);
        line.start();
    }

    private void tick() {
        boolean elsewhere;
        synchronized (this) {
            long now = System.nanoTime();
            List<Attempt> due = waiting.values().stream().filter(attempt -> attempt.at() <= now).toList();
            due.forEach(this::attempt);
            List<Long> late = underWay.entrySet().stream().filter(one -> now - one.getValue().at() > answerNanos).map(Map.Entry::getKey).toList();
            late.forEach(this::giveUp);
            if (!stopped && line.isConnected()) {
                publishNew(now);
            }
            elsewhere = !late.isEmpty() || failures > FAILURES_UNTIL_ELSEWHERE;
            failures = elsewhere ? 0 : failures;
        }
        if (elsewhere) {
            line.cut();
        }
    }

    private void giveUp(long command) {
        Attempt attempt = underWay.remove(command);
        ledger.unanswered(attempt.id() + ", command " + command + " over " + attempt.over() + ", sent at " + attempt.at() + ", given up over " + line.where());
        again(attempt);
    }

    private void publishNew(long now) {
        String id = name + "-" + ++published;
        String channel = channels.get(random.nextInt(channels.size()));
        ledger.sent(id, channel, now);
        attempt(new Attempt(id, channel, now, ""));
    }

    private void attempt(Attempt one) {
        Attempt attempt = new Attempt(one.id(), one.channel(), System.nanoTime(), line.where());
        long command = ++commands;
        waiting.remove(one.id());
        underWay.put(command, attempt); // before it is sent: where that fails, the end of the connection may be told from within, and has to find it
        boolean sent = line.send("{\"id\":" + command + ",\"type\":\"publish\",\"channel\":\"" + one.channel() + "\",\"key\":\"" + one.id() + "\""
                + (level == null ? "" : ",\"level\":\"" + level + "\"") + ",\"data\":{\"id\":\"" + one.id() + "\",\"pad\":\"" + PAD + "\"}}");
        if (!sent) {
            underWay.remove(command);
            again(attempt);
        }
    }

    private void again(Attempt attempt) {
        waiting.put(attempt.id(), new Attempt(attempt.id(), attempt.channel(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(AGAIN_MS)), ""));
    }

    @Override
    public String greeting() {
        return "{\"id\":1,\"type\":\"connect\"}";
    }

    @Override
    public synchronized void heard(JsonObject object) {
        Attempt attempt = object.containsKey("id") ? underWay.remove(object.getJsonNumber("id").longValue()) : null;
        if (attempt == null) {
            return;
        }
        long now = System.nanoTime();
        ledger.answered(now - attempt.at());
        if (object.getString("type").equals("published")) {
            failures = 0;
            ledger.acknowledged(attempt.id(), now, object.getString("origin"), object.getJsonNumber("seq").longValue());
        } else {
            failures++;
            refused(attempt, object.getString("code"));
        }
    }

    private void refused(Attempt attempt, String code) {
        ledger.refused(attempt.id(), code);
        if (Ledger.MAY_BE_TRIED_AGAIN.contains(code)) {
            again(attempt);
        }
    }

    @Override
    public synchronized void ended(int code, String reason) {
        underWay.values().forEach(this::again);
        underWay.clear();
    }

    /** Publishes nothing new any more. */
    public synchronized void stop() {
        stopped = true;
    }

    /** How many are under way or have to be tried again. */
    public synchronized int unsettled() {
        return underWay.size() + waiting.size();
    }

    public boolean isConnected() {
        return line.isConnected();
    }

    /** Cuts the connection, whatever is under way on it. */
    public void cut() {
        line.cut();
    }

    @Override
    public void close() {
        ticking.cancel(false);
        line.close();
    }
}

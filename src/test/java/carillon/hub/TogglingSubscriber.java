package carillon.hub;

import carillon.channel.Channel;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A client that subscribes and unsubscribes all the time, and checks what it hears in between. */
final class TogglingSubscriber implements Runnable, Transport {

    private final Hub hub;
    private final Channel channel;
    private final LongSupplier begun;
    private final LongSupplier ended;
    private final int times;
    private final Connection connection;
    private final OneAfterAnother turns = new OneAfterAnother();
    /** What it heard since the last reply; written under the lock of the outbox's one write, like the next two fields. */
    private final List<Long> heard = new ArrayList<>();
    private boolean subscribed;
    private volatile String complaint;

    TogglingSubscriber(Hub hub, Channel channel, LongSupplier begun, LongSupplier ended, int times) {
        this.hub = hub;
        this.channel = channel;
        this.begun = begun;
        this.ended = ended;
        this.times = times;
        this.connection = new Connection("toggling", Dialect.RAW, this, Settings.of(Map.of()), new ManualTicker());
        hub.add(connection);
    }

    @Override
    public void run() {
        for (int i = 0; i < times && complaint == null; i++) {
            hub.subscribe(connection, List.of(channel), all -> Frame.of("subscribed"));
            long before = begun.getAsLong();
            while (i % 4 == 0 && ended.getAsLong() < before + 2) {
                Thread.yield();
            }
            long after = ended.getAsLong();
            hub.unsubscribe(connection, channel, Frame.of("unsubscribed " + before + " " + after));
        }
        hub.remove(connection);
    }

    @Override
    public void whenFree(Runnable write) {
        turns.execute(write);
    }

    @Override
    public boolean takesMany() {
        return true;
    }

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        frames.forEach(frame -> heard(frame.text()));
        done.accept(null);
    }

    private void heard(String text) {
        if (text.equals("subscribed")) {
            subscribed = true;
        } else if (text.startsWith("unsubscribed")) {
            String[] bounds = text.split(" ");
            complete(Long.parseLong(bounds[1]), Long.parseLong(bounds[2]));
            heard.clear();
            subscribed = false;
        } else {
            publication(Long.parseLong(text));
        }
    }

    private void publication(long number) {
        if (!subscribed) {
            complaint = "Heard " + number + " while not subscribed.";
        } else if (!heard.isEmpty() && number <= heard.get(heard.size() - 1)) {
            complaint = "Heard " + number + " after " + heard;
        }
        heard.add(number);
    }

    /** All that began after the reply to subscribe, and had ended before unsubscribe, must have been heard. */
    private void complete(long before, long after) {
        long count = heard.stream().filter(number -> number > before && number <= after).count(); // they rise: none is counted twice
        if (count < after - before) {
            complaint = "Missed " + (after - before - count) + " between " + before + " and " + after;
        }
    }

    /** What was wrong; null if nothing was. */
    String complaint() {
        return complaint;
    }

    @Override
    public void ping(long number) {
        connection.answered(number);
    }

    @Override
    public long unfinishedNanos() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close(CloseCode code) {
        complaint = "Closed: " + code;
    }
}

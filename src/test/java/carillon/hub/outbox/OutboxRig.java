package carillon.hub.outbox;

import carillon.config.ManualTicker;
import carillon.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Outboxes whose writes may take a second, on a clock that the test sets. */
final class OutboxRig {

    final ManualTicker ticker = new ManualTicker();
    /** What lines() and others may be written to. */
    final BlockingTransport blocking = new BlockingTransport();
    /** What happened besides writes: "failed" for each write that did. */
    final List<String> events = new ArrayList<>();

    Outbox outbox(Transport transport, int maxBytes, int frameMaxBytes, boolean joins) {
        return outbox(transport, maxBytes, frameMaxBytes, 0, joins);
    }

    private Outbox outbox(Transport transport, int maxBytes, int frameMaxBytes, int windowBytes, boolean joins) {
        return new Outbox(transport, new OutboxRules(maxBytes, frameMaxBytes, windowBytes, joins, 1_000_000_000L, ticker, new Random(1)), () -> events.add("failed"));
    }

    /** One that joins lines and is never full. */
    Outbox lines(Transport transport) {
        return outbox(transport, 10_000_000, 10_000_000, true);
    }

    /** One whose client has to prove that it reads every 400 bytes. */
    Outbox windowed(Transport transport, int maxBytes) {
        return outbox(transport, maxBytes, 100, 400, true);
    }

    static boolean offer(Outbox outbox, String... texts) {
        boolean all = true;
        for (String text : texts) {
            all &= outbox.offer(() -> List.of(Frame.of(text)));
        }
        return all;
    }

    /** A number as a text of a hundred bytes. */
    static String hundred(int number) {
        return String.format("%100d", number);
    }
}

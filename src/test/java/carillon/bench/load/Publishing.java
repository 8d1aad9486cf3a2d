package carillon.bench.load;

import carillon.bench.wire.Frames;
import carillon.bench.wire.Marks;
import carillon.bench.wire.Speech;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** All publishers: marks what they publish, to random channels. One thread. */
final class Publishing {

    private final Crowd crowd;
    private final Speech speech;
    private final List<Link> links;
    private final Account account;
    private final InFlight inFlight;
    private final SplittableRandom random;
    private final byte[] payload;
    private final int[][] sequences;
    private final int[] audience;
    private int ticket;
    private Histogram lateness = Audience.histogram();

    /**
     * Makes it.
     *
     * @param audience of each channel
     */
    Publishing(Crowd crowd, Speech speech, List<Link> links, Account account, InFlight inFlight, int[] audience, long seed) {
        this.crowd = crowd;
        this.speech = speech;
        this.links = links;
        this.account = account;
        this.inFlight = inFlight;
        this.audience = audience;
        this.random = new SplittableRandom(seed);
        this.payload = Marks.payload(crowd.size());
        this.sequences = new int[crowd.publishers()][crowd.channels()];
    }

    void measure() {
        lateness = Audience.histogram();
    }

    Histogram lateness() {
        return lateness;
    }

    /** Publishes what is due by a time, at most so many. */
    void publish(Pace pace, long by, int most) throws IOException {
        long due = pace.next(by);
        for (int i = 0; i < most && due != Pace.NOTHING; i++) {
            one(due);
            lateness.recordValue(Math.max(0, System.nanoTime() - due));
            due = pace.next(by);
        }
        for (Link link : links) {
            if (link.isReady() && link.hasQueued()) {
                link.flush();
            }
        }
    }

    private void one(long due) {
        int publisher = crowd.publishers() == 1 ? 0 : random.nextInt(crowd.publishers());
        int channel = crowd.channels() == 1 ? 0 : random.nextInt(crowd.channels());
        Link link = links.get(publisher);
        if (!link.isReady()) {
            throw new IllegalStateException("The server has closed the connection of publisher " + publisher);
        }
        Marks.write(payload, publisher, channel, ++sequences[publisher][channel], ++ticket, due);
        String text = speech.publication(link.nextId(), channel, new String(payload, StandardCharsets.ISO_8859_1));
        account.published(audience[channel]);
        inFlight.sent(ticket, audience[channel]);
        link.queue(Frames.TEXT, text.getBytes(StandardCharsets.ISO_8859_1), random.nextInt());
    }
}

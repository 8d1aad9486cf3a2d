package carillon.bench.load;

import carillon.bench.wire.Frames;
import carillon.bench.wire.Speech;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done when a link has something to say: from the handshake to the last publication. One thread. */
final class Listening {

    /** Longer than any greeting of a server. */
    private static final int LONGEST_WORD = 4096;
    private static final int NO_CODE = 1005;
    private static final Pattern LATER = Pattern.compile("HTTP/1.1 503 .*?\r\nRetry-After: ([0-9]+)\r\n.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final Speech speech;
    private final Ear audience;
    private final SplittableRandom random;
    private Loop loop;
    private PutOff putOff = (link, seconds) -> {
        throw new IllegalStateException("Handshake refused: come back in " + seconds + " s");
    };
    private int ready;
    private int closed;
    private long refused;
    private int lastCode = NO_CODE;

    Listening(Speech speech, Ear audience, long seed) {
        this.speech = speech;
        this.audience = audience;
        this.random = new SplittableRandom(seed);
    }

    /** The role of whoever takes a link that is closed now, to come back after some seconds. */
    @FunctionalInterface
    interface PutOff {

        void later(Link link, int seconds);
    }

    /** Tells it whom to tell of handshakes that a server puts off; otherwise they are a failure. */
    void puttingOff(PutOff to) {
        putOff = to;
    }

    /** Tells it what it reads with; before the first event. */
    void with(Loop its) {
        this.loop = its;
    }

    int ready() {
        return ready;
    }

    int closed() {
        return closed;
    }

    /** The last close code that a server gave; 1005 if it gave none (RFC 6455, section 7.1.5). */
    int lastCode() {
        return lastCode;
    }

    long refused() {
        return refused;
    }

    /** Serves one event of a link. */
    void serve(Link link, SelectionKey key) {
        try {
            if (link.state() == Link.State.CONNECTING) {
                link.upgrade();
                return;
            }
            if (key.isWritable()) {
                link.flush();
            }
            if (key.isReadable()) {
                read(link);
            }
        } catch (IOException gone) {
            end(link); // reset or refused: counted as closed
        }
    }

    private void read(Link link) throws IOException {
        int end = loop.read(link);
        if (end < 0) {
            end(link);
            return;
        }
        long now = System.nanoTime();
        byte[] bytes = loop.bytes();
        int from = link.state() == Link.State.UPGRADING ? upgraded(link, bytes, end) : 0;
        if (from >= 0 && link.state() != Link.State.UPGRADING) {
            from = Frames.read(bytes, from, end, (opcode, all, start, to) -> frame(link, now, opcode, all, start, to));
        }
        if (link.state() != Link.State.CLOSED) {
            link.keep(bytes, Math.max(0, from), end);
        }
    }

    /** Reads the answer to the handshake; -1 if it is not all there, or none that opens a connection. */
    private int upgraded(Link link, byte[] bytes, int end) throws IOException {
        String head = new String(bytes, 0, Math.min(end, LONGEST_WORD), StandardCharsets.ISO_8859_1);
        int over = head.indexOf("\r\n\r\n");
        if (over < 0) {
            return -1;
        }
        Matcher later = LATER.matcher(head);
        if (later.matches()) {
            link.close();
            putOff.later(link, Integer.parseInt(later.group(1)));
            return -1;
        }
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IllegalStateException("Handshake refused: " + head.lines().findFirst().orElse(""));
        }
        link.become(Link.State.GREETING);
        if (!speech.confirms()) {
            ready(link);
        }
        speech.greeting(link.channel, link.publishes).ifPresent(text -> say(link, text));
        return over + 4;
    }

    private void frame(Link link, long now, int opcode, byte[] bytes, int from, int to) {
        if (opcode == Frames.TEXT) {
            text(link, now, bytes, from, to);
        } else if (opcode == Frames.PING) {
            send(link, Frames.PONG, java.util.Arrays.copyOfRange(bytes, from, to));
        } else if (opcode == Frames.CLOSE) {
            lastCode = to - from < 2 ? NO_CODE : (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
            end(link);
        }
    }

    private void text(Link link, long now, byte[] bytes, int from, int to) {
        if (link.isReady() && !link.publishes && audience.look(link, now, bytes, from, to) > 0) {
            return;
        }
        String heard = new String(bytes, from, Math.min(to - from, LONGEST_WORD), StandardCharsets.UTF_8);
        if (link.publishes && link.isReady() && speech.isRefusal(heard)) {
            refused++;
        }
        speech.answer(heard, link.channel, link.publishes).ifPresent(text -> say(link, text));
        if (link.state() == Link.State.GREETING && speech.isReady(heard, link.publishes)) {
            ready(link);
            audience(link, now, bytes, from, to);
        }
    }

    /** What came in one frame with the reply that says that one is ready. */
    private void audience(Link link, long now, byte[] bytes, int from, int to) {
        if (!link.publishes) {
            audience.look(link, now, bytes, from, to);
        }
    }

    private void ready(Link link) {
        link.become(Link.State.READY);
        ready++;
    }

    private void say(Link link, String text) {
        send(link, Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(Link link, int opcode, byte[] payload) {
        try {
            link.queue(opcode, payload, random.nextInt());
            link.flush();
        } catch (IOException gone) {
            end(link);
        }
    }

    private void end(Link link) {
        if (link.state() == Link.State.CLOSED) {
            return;
        }
        ready -= link.isReady() ? 1 : 0;
        closed++;
        link.close();
    }
}

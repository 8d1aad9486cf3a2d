package carillon.bench.load;

import carillon.bench.wire.Frames;
import carillon.bench.wire.Speech;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done when a link has something to say: from the handshake to the last publication. One thread. */
final class Listening {

    /** Longer than any greeting of a server. */
    private static final int LONGEST_WORD = 4096;
    private static final int NO_CODE = 1005;
    static final int CUT = 1006;
    private static final int OPENED = 101;
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 ([0-9]{3}) ");
    private static final Pattern LATER = Pattern.compile("\r\nRetry-After: ([0-9]+)\r\n", Pattern.CASE_INSENSITIVE);

    private final Speech speech;
    private final Ear audience;
    private final SplittableRandom random;
    private Loop loop;
    private Refused whenRefused = (link, status, later) -> {
        throw new IllegalStateException("Handshake refused: HTTP " + status);
    };
    private Ended whenEnded = (link, code) -> { };
    private int ready;
    private int closed;
    private long refused;
    private int lastCode = NO_CODE;

    Listening(Speech speech, Ear audience, long seed) {
        this.speech = speech;
        this.audience = audience;
        this.random = new SplittableRandom(seed);
    }

    /** The role of whoever takes a link that was not let in; it is closed by then. The seconds after which to come back are empty if the server did not say. */
    @FunctionalInterface
    interface Refused {

        void refused(Link link, int status, OptionalInt seconds);
    }

    /** The role of whoever takes a link that a server has closed, with the code that it gave; 1005: none, 1006: cut (RFC 6455, section 7.4.1). */
    @FunctionalInterface
    interface Ended {

        void ended(Link link, int code);
    }

    /** Tells it whom to tell of handshakes that a server refuses; otherwise they are a failure. */
    void whenRefused(Refused to) {
        whenRefused = to;
    }

    /** Tells it whom to tell of links that a server closes. */
    void whenEnded(Ended to) {
        whenEnded = to;
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
            end(link, CUT); // reset or refused: counted as closed
        }
    }

    private void read(Link link) throws IOException {
        int end = loop.read(link);
        if (end < 0) {
            end(link, CUT);
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
        int status = number(STATUS.matcher(head)).orElse(0);
        if (status != OPENED) {
            link.close();
            whenRefused.refused(link, status, number(LATER.matcher(head)));
            return -1;
        }
        link.become(Link.State.GREETING);
        if (!speech.confirms()) {
            ready(link);
        }
        speech.greeting(link.channel, link.publishes).ifPresent(text -> say(link, text));
        return over + 4;
    }

    private static OptionalInt number(Matcher matcher) {
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private void frame(Link link, long now, int opcode, byte[] bytes, int from, int to) {
        if (opcode == Frames.TEXT) {
            text(link, now, bytes, from, to);
        } else if (opcode == Frames.PING) {
            send(link, Frames.PONG, java.util.Arrays.copyOfRange(bytes, from, to));
        } else if (opcode == Frames.CLOSE) {
            lastCode = to - from < 2 ? NO_CODE : (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
            end(link, lastCode);
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

    /** Sends a text, or as much of it as the socket takes: the rest when it takes more. */
    void say(Link link, String text) {
        send(link, Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(Link link, int opcode, byte[] payload) {
        try {
            link.queue(opcode, payload, random.nextInt());
            link.flush();
        } catch (IOException gone) {
            end(link, CUT);
        }
    }

    private void end(Link link, int code) {
        if (link.state() == Link.State.CLOSED) {
            return;
        }
        ready -= link.isReady() ? 1 : 0;
        closed++;
        link.close();
        whenEnded.ended(link, code);
    }
}

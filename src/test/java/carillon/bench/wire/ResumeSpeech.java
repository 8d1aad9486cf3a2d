package carillon.bench.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code carillon.v1} of clients that come back with a cursor, or of one that comes to get one. One thread. */
public final class ResumeSpeech implements Speech {

    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([A-Za-z0-9_-]+)\"");

    private final V1Speech plain = new V1Speech();
    private final Optional<String> cursor;
    private String given = "";
    private int refused;

    /** Makes one of those that come back with a cursor; empty: of those that have none yet. */
    public ResumeSpeech(Optional<String> cursor) {
        this.cursor = cursor;
    }

    @Override
    public String path(int channel, boolean publishes) {
        return plain.path(channel, publishes);
    }

    @Override
    public String headers() {
        return plain.headers();
    }

    @Override
    public Optional<String> greeting(int channel, boolean publishes) {
        return plain.greeting(channel, publishes).map(text -> cursor.map(known -> text.replace("}", ",\"cursor\":\"" + known + "\"}")).orElse(text));
    }

    @Override
    public boolean isReady(String heard, boolean publishes) {
        boolean ready = plain.isReady(heard, publishes);
        Matcher matcher = CURSOR.matcher(heard);
        given = ready && given.isEmpty() && matcher.find() ? matcher.group(1) : given;
        refused += ready && heard.contains("\"recovered\":false") ? 1 : 0;
        return ready;
    }

    @Override
    public String publication(long id, int channel, String payload) {
        return plain.publication(id, channel, payload);
    }

    /** The first cursor that was given; empty if none was. */
    public String given() {
        return given;
    }

    /** How many were told that they may have missed something. */
    public int refused() {
        return refused;
    }
}

package carillon.backplane.jms;

import carillon.backplane.Beat;
import carillon.backplane.Figures;
import carillon.backplane.Probe;
import carillon.backplane.Receipt;
import carillon.channel.Origin;
import carillon.sequence.News;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a heartbeat tells besides that it beats, as bytes, and back.
 *
 * <p>The uptime (8 bytes), the key (its length in 1 byte, ASCII), the number of news (2 bytes), and of each the origin (its length in 1 byte, ASCII), the last
 * sequence, the silence and the age (8 bytes each); how far back it remembers (8 bytes); where there is a probe {@value #PROBE} (1 byte) and the probe, as
 * {@link #probe} writes it; where there are figures {@value #FIGURES} and the figures; where there are
 * former keys {@value #FORMER_KEYS}, their number (1 byte), and each like the key; where there are origins that were given up {@value #RETIRED}, their number (1 byte), and each like the key. What comes behind, or another byte there, is left to later versions; an empty body says nothing.
 */
final class BeatBody {

    /** Says that a probe follows; 0 never will. */
    private static final int PROBE = 1;
    /** Says that figures follow. */
    private static final int FIGURES = 2;
    /** Says that former keys follow. */
    private static final int FORMER_KEYS = 3;
    /** Says that origins follow that were given up. */
    private static final int RETIRED = 4;

    private BeatBody() {
    }

    static byte[] write(Beat beat) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(beat.uptimeMs());
            text(out, beat.key().orElse(""));
            out.writeShort(beat.news().size());
            for (News news : beat.news()) {
                text(out, news.origin().id());
                out.writeLong(news.last());
                out.writeLong(news.silentMs());
                out.writeLong(news.ageMs());
            }
            out.writeLong(beat.coverMs());
            if (beat.probe().isPresent()) {
                out.writeByte(PROBE);
                probe(out, beat.probe().get());
            }
            if (beat.figures().isPresent()) {
                out.writeByte(FIGURES);
                figures(out, beat.figures().get());
            }
            texts(out, FORMER_KEYS, beat.formerKeys());
            texts(out, RETIRED, beat.retired().stream().map(Origin::id).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // memory does not fail in this way
        }
        return bytes.toByteArray();
    }

    private static void texts(DataOutputStream out, int kind, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            out.writeByte(kind);
            out.writeByte(texts.size());
            for (String one : texts) {
                text(out, one);
            }
        }
    }

    /** The number, the clock (8 bytes each), release and cluster (length in 1 byte, ASCII), the number of receipts (2 bytes), and of each origin, last, mask. */
    private static void probe(DataOutputStream out, Probe probe) throws IOException {
        out.writeLong(probe.number());
        out.writeLong(probe.clockMs());
        text(out, probe.release());
        text(out, probe.cluster());
        out.writeShort(probe.receipts().size());
        for (Receipt receipt : probe.receipts()) {
            text(out, receipt.origin().id());
            out.writeLong(receipt.last());
            out.writeLong(receipt.mask());
        }
    }

    /** The name and the state (length in 1 byte, UTF-8), connections and channels (4 bytes each). */
    private static void figures(DataOutputStream out, Figures figures) throws IOException {
        text(out, figures.name());
        text(out, figures.state());
        out.writeInt(figures.connections());
        out.writeInt(figures.channels());
    }

    private static Figures figures(ByteBuffer in) {
        return new Figures(text(in), text(in), in.getInt(), in.getInt());
    }

    private static Probe probe(ByteBuffer in) {
        long number = in.getLong();
        long clockMs = in.getLong();
        String release = text(in);
        String cluster = text(in);
        int count = in.getShort() & 0xffff;
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            receipts.add(new Receipt(new Origin(text(in)), in.getLong(), in.getLong()));
        }
        return new Probe(number, clockMs, release, cluster, receipts);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(utf8.length);
        out.write(utf8);
    }

    static Beat read(Origin origin, long last, byte[] bytes) throws MalformedException {
        if (bytes.length == 0) {
            return new Beat(origin, last);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            long uptimeMs = in.getLong();
            String key = text(in);
            int count = in.getShort() & 0xffff;
            List<News> news = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                news.add(new News(new Origin(text(in)), in.getLong(), in.getLong(), in.getLong()));
            }
            Beat beat = new Beat(origin, last, uptimeMs, news, key.isEmpty() ? Optional.empty() : Optional.of(key), in.getLong());
            return more(beat, in);
        } catch (BufferUnderflowException truncated) {
            throw new MalformedException("The heartbeat ends too early.");
        }
    }

    /** Takes what it knows, in its order, and leaves the rest. */
    private static Beat more(Beat beat, ByteBuffer in) {
        Beat more = beat;
        int next = in.hasRemaining() ? in.get() : 0;
        if (next == PROBE) {
            more = more.with(probe(in));
            next = in.hasRemaining() ? in.get() : 0;
        }
        if (next == FIGURES) {
            more = more.with(figures(in));
            next = in.hasRemaining() ? in.get() : 0;
        }
        if (next == FORMER_KEYS) {
            more = more.with(texts(in));
            next = in.hasRemaining() ? in.get() : 0;
        }
        return next == RETIRED ? more.withRetired(texts(in).stream().map(Origin::new).toList()) : more;
    }

    private static List<String> texts(ByteBuffer in) {
        List<String> texts = new ArrayList<>();
        for (int left = in.get() & 0xff; left > 0; left--) {
            texts.add(text(in));
        }
        return texts;
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[in.get() & 0xff];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}

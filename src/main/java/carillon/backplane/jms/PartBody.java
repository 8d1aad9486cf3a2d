package carillon.backplane.jms;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Identity;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.channel.Utf8;
import carillon.history.Kept;
import carillon.history.Mark;
import carillon.history.Noted;
import carillon.sequence.News;
import carillon.snapshot.Piece;
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
import java.util.stream.IntStream;

/**
 * A piece of what a node remembers as bytes, and back.
 *
 * <p>Four lists, each after its length (4 bytes). News: origin, last, silence, age. Floors: channel (empty: all), origin, sequence, age. Keys: channel, key, origin,
 * sequence, print, age, their repetitions after their number (1 byte; origin and sequence of each). Publications: channel, origin (empty:
 * foreign), sequence or messageId, age, key (empty: none), a flag (1: JSON, 0: text), payload after
 * its length (4 bytes). Behind them a fifth list, which older versions neither write nor read: of each publication that expires its number among them (4 bytes, from 0) and for how many milliseconds
 * from its delivery on it is told. Texts are UTF-8 after their length (2 bytes), other numbers have 8
 * bytes; all are big-endian. What comes behind is left to later versions. Nothing is allocated on the word of a length that the bytes don't bear out.
 */
final class PartBody {

    private PartBody() {
    }

    static byte[] write(Piece piece) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(piece.bytes() + 256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(piece.reached().size());
            for (News news : piece.reached()) {
                text(out, news.origin().id());
                out.writeLong(news.last());
                out.writeLong(news.silentMs());
                out.writeLong(news.ageMs());
            }
            out.writeInt(piece.marks().size());
            for (Mark mark : piece.marks()) {
                text(out, mark.channel().map(Channel::name).orElse(""));
                text(out, mark.origin().id());
                out.writeLong(mark.sequence());
                out.writeLong(mark.agoMs());
            }
            out.writeInt(piece.noted().size());
            for (Noted noted : piece.noted()) {
                write(out, noted);
            }
            out.writeInt(piece.kept().size());
            for (Kept kept : piece.kept()) {
                write(out, kept);
            }
            writeLifetimes(out, piece.kept());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // memory does not fail in this way
        }
        return bytes.toByteArray();
    }

    private static void writeLifetimes(DataOutputStream out, List<Kept> kept) throws IOException {
        List<Integer> mortal = IntStream.range(0, kept.size()).filter(i -> kept.get(i).publication().livesMs() != Publication.FOR_GOOD).boxed().toList();
        out.writeInt(mortal.size());
        for (int number : mortal) {
            out.writeInt(number);
            out.writeLong(kept.get(number).publication().livesMs());
        }
    }

    private static void write(DataOutputStream out, Noted noted) throws IOException {
        text(out, noted.channel().name());
        text(out, noted.key().text());
        write(out, noted.stamp());
        out.writeLong(noted.print());
        out.writeLong(noted.agoMs());
        out.writeByte(noted.repeats().size());
        for (Stamp repeat : noted.repeats()) {
            write(out, repeat);
        }
    }

    private static void write(DataOutputStream out, Stamp stamp) throws IOException {
        text(out, stamp.origin().id());
        out.writeLong(stamp.sequence());
    }

    private static void write(DataOutputStream out, Kept kept) throws IOException {
        Publication publication = kept.publication();
        text(out, publication.channel().name());
        if (publication.identity() instanceof Stamp stamp) {
            text(out, stamp.origin().id());
            out.writeLong(stamp.sequence());
        } else {
            text(out, "");
            text(out, ((ForeignId) publication.identity()).messageId());
        }
        out.writeLong(kept.agoMs());
        text(out, publication.key().map(Key::text).orElse(""));
        out.writeByte(publication.payload().json() ? 1 : 0);
        out.writeInt(publication.payload().bytes());
        out.write(publication.payload().utf8());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(utf8.length);
        out.write(utf8);
    }

    /**
     * Reads one.
     *
     * @throws MalformedException if the bytes are none
     * @throws IllegalArgumentException if a number in it is not possible
     */
    static Piece read(byte[] bytes) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            List<News> reached = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                reached.add(new News(new Origin(text(in)), in.getLong(), in.getLong(), in.getLong()));
            }
            List<Mark> marks = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                String channel = text(in);
                marks.add(new Mark(channel.isEmpty() ? Optional.empty() : Optional.of(channel(channel)), new Origin(text(in)), in.getLong(), in.getLong()));
            }
            List<Noted> noted = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                noted.add(noted(in));
            }
            List<Kept> kept = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                kept.add(kept(in));
            }
            if (in.hasRemaining()) {
                readLifetimes(in, kept);
            }
            return new Piece(reached, marks, noted, kept);
        } catch (BufferUnderflowException truncated) {
            throw new MalformedException("The part ends too early.");
        }
    }

    private static void readLifetimes(ByteBuffer in, List<Kept> kept) throws MalformedException {
        for (int left = in.getInt(); left > 0; left--) {
            int number = in.getInt();
            long livesMs = in.getLong();
            if (number < 0 || number >= kept.size() || livesMs <= 0) {
                throw new MalformedException("The part has a lifetime of nothing that is in it.");
            }
            kept.set(number, new Kept(kept.get(number).publication().living(livesMs), kept.get(number).agoMs()));
        }
    }

    private static Noted noted(ByteBuffer in) throws MalformedException {
        Channel channel = channel(text(in));
        Key key = new Key(text(in));
        Stamp stamp = stamp(in);
        long print = in.getLong();
        long agoMs = in.getLong();
        List<Stamp> repeats = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            repeats.add(stamp(in));
        }
        return new Noted(channel, key, stamp, print, agoMs, repeats);
    }

    private static Stamp stamp(ByteBuffer in) throws MalformedException {
        return new Stamp(new Origin(text(in)), in.getLong());
    }

    private static Kept kept(ByteBuffer in) throws MalformedException {
        Channel channel = channel(text(in));
        String origin = text(in);
        Identity identity = origin.isEmpty() ? new ForeignId(text(in)) : new Stamp(new Origin(origin), in.getLong());
        long agoMs = in.getLong();
        String key = text(in);
        boolean json = in.get() != 0;
        byte[] payload = slice(in, in.getInt());
        if (!Utf8.wellFormed(payload)) {
            throw new MalformedException("The bytes are not UTF-8.");
        }
        return new Kept(new Publication(channel, identity, Payload.of(json, payload), key.isEmpty() ? Optional.empty() : Optional.of(new Key(key))), agoMs);
    }

    private static Channel channel(String name) throws MalformedException {
        return Channel.parse(name).orElseThrow(() -> new MalformedException("The part has a channel that is none."));
    }

    private static String text(ByteBuffer in) throws MalformedException {
        return BatchBody.utf8(slice(in, in.getShort() & 0xffff));
    }

    private static byte[] slice(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] slice = new byte[length];
        in.get(slice);
        return slice;
    }
}

package carillon.protocol;

import carillon.channel.ForeignId;
import carillon.channel.Overflow;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.nio.charset.StandardCharsets;

/** How a connection wants to be spoken to. */
public enum Dialect {

    /** JSON objects, one a line; many lines may share a message. */
    V1 {
        @Override
        public Frame encode(Publication publication, Overflow overflow) {
            String start = "{\"type\":\"publication\",\"channel\":\"" + publication.channel() + "\"," + identity(publication)
                    + publication.key().map(key -> ",\"key\":" + JsonStrings.quote(key.text())).orElse("") + ",\"data\":";
            return Frame.of(enclosed(start, data(publication.payload())), publication.channel(), overflow);
        }

        @Override
        public boolean joinsLines() {
            return true;
        }
    },

    /** Payloads and nothing else, one a message. */
    RAW {
        /** What was dropped can't be told in raw text, so nothing is dropped that would have to be. */
        @Override
        public Frame encode(Publication publication, Overflow overflow) {
            return Frame.of(publication.payload().utf8(), publication.channel(), overflow == Overflow.DROP_OLDEST ? Overflow.CLOSE : overflow);
        }

        @Override
        public boolean joinsLines() {
            return false;
        }
    };

    /**
     * The publication as connections of this dialect get it.
     *
     * @param overflow what becomes of it where it waits too long
     */
    public abstract Frame encode(Publication publication, Overflow overflow);

    /** Whether frames may be joined to one message, with line breaks between them. */
    public abstract boolean joinsLines();

    private static String identity(Publication publication) {
        if (publication.identity() instanceof Stamp stamp) {
            return "\"origin\":\"" + stamp.origin() + "\",\"seq\":" + stamp.sequence();
        }
        return "\"messageId\":" + JsonStrings.quote(((ForeignId) publication.identity()).messageId());
    }

    private static byte[] data(Payload payload) {
        return payload.json() ? oneLine(payload.utf8()) : JsonStrings.quote(payload);
    }

    /** Line breaks in JSON stand between tokens only (RFC 8259, section 7), so a space means the same. */
    private static byte[] oneLine(byte[] json) {
        byte[] line = json;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                line = line == json ? json.clone() : line;
                line[i] = ' ';
            }
        }
        return line;
    }

    /** The start (ASCII), the data and a closing brace. */
    private static byte[] enclosed(String start, byte[] data) {
        byte[] head = start.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + data.length + 1];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(data, 0, whole, head.length, data.length);
        whole[whole.length - 1] = '}';
        return whole;
    }
}

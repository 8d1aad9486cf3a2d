package carillon.protocol;

import carillon.channel.ForeignId;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;

/** How a connection wants to be spoken to. */
public enum Dialect {

    /** JSON objects, one a line; many lines may share a message. */
    V1 {
        @Override
        public Frame encode(Publication publication) {
            return Frame.of("{\"type\":\"publication\",\"channel\":\"" + publication.channel() + "\"," + identity(publication)
                    + ",\"data\":" + data(publication.payload()) + "}");
        }

        @Override
        public boolean joinsLines() {
            return true;
        }
    },

    /** Payloads and nothing else, one a message. */
    RAW {
        @Override
        public Frame encode(Publication publication) {
            return Frame.of(publication.payload().text());
        }

        @Override
        public boolean joinsLines() {
            return false;
        }
    };

    /** The publication as connections of this dialect get it. */
    public abstract Frame encode(Publication publication);

    /** Whether frames may be joined to one message, with line breaks between them. */
    public abstract boolean joinsLines();

    private static String identity(Publication publication) {
        if (publication.identity() instanceof Stamp stamp) {
            return "\"origin\":\"" + stamp.origin() + "\",\"seq\":" + stamp.sequence();
        }
        return "\"messageId\":" + JsonStrings.quote(((ForeignId) publication.identity()).messageId());
    }

    /** Line breaks in JSON stand between tokens only (RFC 8259, section 7), so a space means the same. */
    private static String data(Payload payload) {
        return payload.json() ? payload.text().replace('\n', ' ').replace('\r', ' ') : JsonStrings.quote(payload.text());
    }
}

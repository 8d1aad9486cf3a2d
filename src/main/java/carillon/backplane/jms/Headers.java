package carillon.backplane.jms;

/** The names of the JMS properties that mark an envelope, and of the one that legacy programs set. */
final class Headers {

    /** The version of the format; an int. A message without it is a foreign one. */
    static final String VERSION = "carillon_version";
    /** {@link #ASK}, {@link #BATCH}, {@link #BEAT}, {@link #KEEPING}, {@link #PART}, {@link #REPAIR}, {@link #RESEND} or {@link #TRIAL}. */
    static final String KIND = "carillon_kind";
    /** The origin's id. */
    static final String ORIGIN = "carillon_origin";
    /** Of a batch or what is sent again the first sequence, of a beat the last, of a repair the first that is lacking, of an ask the first piece, of a part its number; a long. */
    static final String SEQUENCE = "carillon_seq";
    /** Of a batch the number of its items; an int. */
    static final String COUNT = "carillon_count";

    /** Of a batch which of its items are beyond the share of their publishers: base64 of a bit for each, the first the lowest of the first byte; not there if none is. Older nodes don't read it. */
    static final String SPARE = "carillon_spare";

    /** Of a repair the last sequence that is lacking; a long. */
    static final String TO = "carillon_to";
    /** Of an ask and a part: which attempt it is, a long. Of a part: whether it is the last, a boolean. */
    static final String NUMBER = "carillon_number";
    static final String LAST = "carillon_last";
    /** Of a repair and of what is sent again: who published it. Of an ask: who is asked. */
    static final String ABOUT = "carillon_about";

    /** The signature of a node over the other properties and the body ({@code docs/decisions/0015}). */
    static final String SIGNATURE = "carillon_signature";

    /** Whether the broker is to keep a copy in its journal: {@link #JOURNALED}, or not there. The broker's configuration selects by it. */
    static final String JOURNAL = "carillon_journal";
    static final String JOURNALED = "true";

    static final String ASK = "ask";
    static final String PART = "part";
    static final String BATCH = "batch";
    static final String BEAT = "beat";
    static final String REPAIR = "repair";
    static final String RESEND = "resend";
    static final String KEEPING = "keeping";
    static final String TRIAL = "trial";

    /** Of a foreign message: where it is published. */
    static final String CHANNEL = "channel";

    /** Why a message was set aside, and what it was. */
    static final String REASON = "carillon_reason";
    static final String REJECTED_ID = "carillon_message_id";
    static final String REJECTED_KIND = "carillon_message_kind";

    /** The version that this node writes, and the only one that it reads. */
    static final int CURRENT = 1;

    private Headers() {
    }
}

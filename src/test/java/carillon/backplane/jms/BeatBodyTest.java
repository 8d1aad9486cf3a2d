package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Figures;
import carillon.backplane.Probe;
import carillon.backplane.Receipt;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.sequence.Hole;
import carillon.sequence.News;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a heartbeat says besides that it beats. */
class BeatBodyTest {

    private static final Origin A = new Origin("a");
    private static final Beat BEAT = new Beat(A, 7, 123_456, List.of(new News(Origin.random(), 8, 9, 10), new News(new Origin("b"), 0, 0, 0)), Optional.of("key"));

    private static final Probe PROBE = new Probe(3, 1_700_000_000_000L, "1.0", "test", List.of(new Receipt(Origin.random(), 9, -1), new Receipt(new Origin("b"), 1, 1)));

    @Test
    void comesBackAsItWas() throws Exception {
        assertThat(BeatBody.read(A, 7, BeatBody.write(BEAT))).isEqualTo(BEAT);
        Beat silent = new Beat(A, 0, 1, List.of(), Optional.empty());
        assertThat(BeatBody.read(A, 0, BeatBody.write(silent))).isEqualTo(silent);
    }

    @Test
    void mayHoldAProbe() throws Exception {
        Beat beat = BEAT.with(PROBE);
        assertThat(BeatBody.read(A, 7, BeatBody.write(beat))).isEqualTo(beat);
        byte[] body = BeatBody.write(beat);
        assertThat(BeatBody.read(A, 7, Arrays.copyOf(body, body.length + 1))).as("what a later version adds").isEqualTo(beat);
        for (int length = BeatBody.write(BEAT).length + 1; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> BeatBody.read(A, 7, cut));
        }
    }

    /** A node of an older version reads what stands before the probe, and leaves the rest. */
    @Test
    void mayHoldFiguresWithAProbeAndWithout() throws Exception {
        Figures figures = new Figures("Knoten 1, Köln", "serving", 7, 3);
        for (Beat beat : List.of(BEAT.with(figures), BEAT.with(PROBE).with(figures))) {
            byte[] body = BeatBody.write(beat);
            assertThat(BeatBody.read(A, 7, body)).isEqualTo(beat);
            assertThat(BeatBody.read(A, 7, Arrays.copyOf(body, body.length + 1))).as("what a later version adds").isEqualTo(beat);
            byte[] cut = Arrays.copyOf(body, body.length - 1);
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> BeatBody.read(A, 7, cut));
        }
        assertThat(Figures.of("x".repeat(1_000), "serving", 0, 0).name()).hasSize(Figures.MAX_TEXT);
        assertThat(BeatBody.read(A, 7, BeatBody.write(BEAT.with(Figures.of("🔔".repeat(100), "serving", 0, 0)))).figures()).isPresent();
    }

    @Test
    void mayHoldFormerKeysWithAProbeAndFiguresAndWithout() throws Exception {
        Figures figures = new Figures("node", "serving", 7, 3);
        for (Beat before : List.of(BEAT, BEAT.with(PROBE), BEAT.with(figures), BEAT.with(PROBE).with(figures))) {
            Beat beat = before.with(List.of("a", "b".repeat(43)));
            byte[] body = BeatBody.write(beat);
            assertThat(BeatBody.read(A, 7, body)).isEqualTo(beat);
            assertThat(BeatBody.read(A, 7, Arrays.copyOf(body, body.length + 1))).as("what a later version adds").isEqualTo(beat);
            assertThat(Arrays.copyOf(body, BeatBody.write(before).length)).as("an older version reads what stands before").isEqualTo(BeatBody.write(before));
            byte[] cut = Arrays.copyOf(body, body.length - 1);
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> BeatBody.read(A, 7, cut));
            assertThat(beat.with(PROBE).with(figures).formerKeys()).hasSize(2);
            assertThat(beat.bare().formerKeys()).isEmpty();
        }
    }

    @Test
    void saysAllElseBeforeTheProbe() {
        byte[] body = BeatBody.write(BEAT.with(PROBE));
        assertThat(Arrays.copyOf(body, BeatBody.write(BEAT).length)).isEqualTo(BeatBody.write(BEAT));
    }

    @Test
    void mayBeMissingOrGoOn() throws Exception {
        assertThat(BeatBody.read(A, 7, new byte[0])).isEqualTo(new Beat(A, 7));
        byte[] body = BeatBody.write(BEAT);
        assertThat(BeatBody.read(A, 7, Arrays.copyOf(body, body.length + 100))).as("what a later version adds").isEqualTo(BEAT);
    }

    @Test
    void isMalformedWhereItEndsTooEarlyOrSaysWhatCannotBe() {
        byte[] body = BeatBody.write(BEAT);
        for (int length = 1; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> BeatBody.read(A, 7, cut));
        }
        byte[] many = Arrays.copyOf(body, body.length);
        many[8 + 1 + 3] = (byte) 0xff;
        assertThatThrownBy(() -> BeatBody.read(A, 7, many)).as("what is read where the news should be").isInstanceOfAny(MalformedException.class, IllegalArgumentException.class);
        byte[] negative = Arrays.copyOf(body, body.length);
        negative[0] = (byte) 0x80;
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> BeatBody.read(A, 7, negative));
    }
}

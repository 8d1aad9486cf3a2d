package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.history.Kept;
import carillon.history.Mark;
import carillon.history.Noted;
import carillon.sequence.News;
import carillon.snapshot.Piece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every backplane does, whatever carries it. */
@Timeout(300)
public abstract class BackplaneContract {

    private static final Origin ORIGIN = new Origin("one");
    private static final Channel NEWS = new Channel("news");

    /** A backplane of one more node; closed. */
    protected abstract Backplane backplane() throws Exception;

    /** A private line of one more node; closed. */
    protected abstract Line line() throws Exception;

    /** Makes one more node hear the topic, also after the broker was away. */
    protected abstract void listen(BackplaneListener listener) throws Exception;

    protected abstract void stopBroker() throws Exception;

    protected abstract void startBroker() throws Exception;

    /** What was put into the queue for malformed messages. */
    protected abstract List<Rejected> aside() throws Exception;

    private final RecordingListener own = new RecordingListener();
    private final RecordingListener other = new RecordingListener();

    private Backplane opened() throws Exception {
        listen(own);
        listen(other);
        Backplane backplane = backplane();
        backplane.open();
        return backplane;
    }

    private static Batch batch(Origin origin, long first, String... texts) {
        return new Batch(origin, first, List.of(texts).stream().map(text -> new Batch.Item(NEWS, Payload.text(text))).toList());
    }

    private static Publication publication(Origin origin, long sequence, String text) {
        return new Publication(NEWS, new Stamp(origin, sequence), Payload.text(text));
    }

    private void awaitPublications(int count) {
        await().untilAsserted(() -> {
            assertThat(own.publications()).hasSize(count);
            assertThat(other.publications()).hasSize(count);
        });
    }

    @Test
    void tellsEveryNodeTheSenderIncluded() throws Exception {
        opened().broadcast(batch(ORIGIN, 1, "a", "b"));
        awaitPublications(2);
        assertThat(own.publications()).containsExactly(publication(ORIGIN, 1, "a"), publication(ORIGIN, 2, "b")).isEqualTo(other.publications());
    }

    @Test
    void keepsTheOrderOfEachSender() throws Exception {
        Backplane first = opened();
        Backplane second = backplane();
        second.open();
        Origin two = new Origin("two");
        for (int i = 1; i <= 300; i++) {
            first.broadcast(batch(ORIGIN, i, "a" + i));
            second.broadcast(batch(two, i, "b" + i));
        }
        awaitPublications(600);
        for (RecordingListener listener : List.of(own, other)) {
            for (Origin origin : List.of(ORIGIN, two)) {
                assertThat(listener.all(Batch.class).stream().filter(batch -> batch.origin().equals(origin)).map(Batch::first))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 300).mapToObj(i -> (long) i).toList());
            }
            assertThat(listener.overlapped()).isFalse();
        }
    }

    @Test
    void bringsBeats() throws Exception {
        Backplane backplane = opened();
        backplane.broadcast(new Beat(ORIGIN, 0));
        backplane.broadcast(new Beat(ORIGIN, Stamp.MAX_SEQUENCE));
        await().untilAsserted(() -> assertThat(other.told()).containsExactly(new Beat(ORIGIN, 0), new Beat(ORIGIN, Stamp.MAX_SEQUENCE)));
    }

    @Test
    void bringsPayloadsAsTheyAre() throws Exception {
        List<Batch.Item> items = List.of(item("", false), item("a\u0000b\r\n", false), item("é\u2028\ufeff\ud83d\ude00\udbff\udfff", false), item("{ \"a\" : 1.0 }", true),
                item("{}", false), new Batch.Item(new Channel("x".repeat(255)), Payload.json("null")));
        opened().broadcast(new Batch(ORIGIN, 1, items));
        await().untilAsserted(() -> assertThat(other.all(Batch.class)).containsExactly(new Batch(ORIGIN, 1, items)));
    }

    private static Batch.Item item(String text, boolean json) {
        return new Batch.Item(NEWS, json ? Payload.json(text) : Payload.text(text));
    }

    @Test
    void bringsABatchOfManyAndOneOfMuch() throws Exception {
        List<Batch.Item> many = new ArrayList<>(Collections.nCopies(20_000, item("x", false)));
        Batch big = batch(ORIGIN, 20_001, "\ud83d\ude00".repeat(500_000));
        Backplane backplane = opened();
        backplane.broadcast(new Batch(ORIGIN, 1, many));
        backplane.broadcast(big);
        awaitPublications(20_001);
        assertThat(other.all(Batch.class).get(1)).isEqualTo(big);
    }

    @Test
    void opensTwiceClosesTwiceAndOpensAgain() throws Exception {
        Backplane backplane = opened();
        backplane.open();
        backplane.broadcast(batch(ORIGIN, 1, "a"));
        backplane.close();
        backplane.close();
        backplane.open();
        backplane.broadcast(batch(ORIGIN, 2, "b"));
        awaitPublications(2);
    }

    @Test
    void saysSoWhenTheBrokerIsAwayAndWorksWhenItIsBack() throws Exception {
        Backplane backplane = opened();
        backplane.broadcast(batch(ORIGIN, 1, "a"));
        awaitPublications(1);
        stopBroker();
        assertThatExceptionOfType(BackplaneException.class).isThrownBy(() -> backplane.broadcast(batch(ORIGIN, 2, "b")));
        assertThatExceptionOfType(BackplaneException.class).isThrownBy(backplane::open).satisfies(failure -> assertThat(failure).hasMessageNotContaining("null"));
        assertThatExceptionOfType(BackplaneException.class).as("closed by the failure").isThrownBy(() -> backplane.broadcast(new Beat(ORIGIN, 1)));
        startBroker();
        backplane.open();
        backplane.broadcast(batch(ORIGIN, 2, "b"));
        awaitPublications(2);
        assertThat(other.publications()).containsExactly(publication(ORIGIN, 1, "a"), publication(ORIGIN, 2, "b"));
    }

    @Test
    void bringsAtLeastOnceWhatIsSentUntilItIsConfirmed() throws Exception {
        Backplane backplane = opened();
        for (int i = 1; i <= 20; i++) {
            if (i == 10) {
                stopBroker();
                assertThatExceptionOfType(BackplaneException.class).isThrownBy(() -> backplane.broadcast(batch(ORIGIN, 10, "10")));
                startBroker();
                backplane.open();
            }
            backplane.broadcast(batch(ORIGIN, i, "" + i));
            int last = i;
            await().untilAsserted(() -> assertThat(other.publications()).contains(publication(ORIGIN, last, "" + last)));
        }
    }

    @Test
    void closesQuietlyWhenTheBrokerIsAway() throws Exception {
        Backplane backplane = opened();
        stopBroker();
        assertThatCode(backplane::close).doesNotThrowAnyException();
        startBroker();
    }

    @Test
    void putsAMalformedMessageAsideWithItsReason() throws Exception {
        Backplane backplane = opened();
        Rejected full = new Rejected("The string property 'channel' is missing.", "ID:1", "text", "no channel", "text \ud83d\ude00");
        Rejected empty = new Rejected("Why.", "none", "object", null, null);
        backplane.setAside(full);
        backplane.setAside(empty);
        backplane.broadcast(new Beat(ORIGIN, 1));
        assertThat(aside()).containsExactly(full, empty);
        await().untilAsserted(() -> assertThat(other.told()).as("the nodes don't hear of it").containsExactly(new Beat(ORIGIN, 1)));
    }

    @Test
    void saysSoWhenAMalformedMessageCannotBePutAside() throws Exception {
        Backplane backplane = opened();
        stopBroker();
        assertThatExceptionOfType(BackplaneException.class).isThrownBy(() -> backplane.setAside(new Rejected("Why.", "none", "plain", null, null)));
        startBroker();
    }

    private static final Ask ASK = new Ask(new Origin("two"), ORIGIN, 7, 3, null);

    private static Part part(int index, ReturnAddress to) {
        Kept stamped = new Kept(publication(ORIGIN, index + 1, "p" + index), 5);
        Kept foreign = new Kept(new Publication(NEWS, new ForeignId("ID:é"), Payload.json("{}")), 6);
        Piece piece = new Piece(List.of(new News(ORIGIN, index + 1, 2, 3)), List.of(new Mark(Optional.of(NEWS), ORIGIN, 1, 9), new Mark(Optional.empty(), ORIGIN, 1, 0)),
                List.of(new Noted(NEWS, new Key("k"), new Stamp(ORIGIN, 1), 4, 5, List.of())), List.of(stamped, foreign));
        return new Part(ORIGIN, 7, index, index == 19, piece, to);
    }

    private Ask heard() {
        await().untilAsserted(() -> assertThat(own.all(Ask.class)).hasSize(1));
        return own.all(Ask.class).get(0);
    }

    @Test
    void bringsTheAnswerToTheOneWhoAskedAndToNobodyElse() throws Exception {
        Backplane backplane = opened();
        Line line = line();
        line.ask(ASK);
        Ask heard = heard();
        assertThat(List.of(heard.origin(), heard.peer(), heard.number(), heard.from())).isEqualTo(List.of(ASK.origin(), ASK.peer(), ASK.number(), ASK.from()));
        for (int i = 0; i < 20; i++) {
            backplane.broadcast(part(i, heard.answerTo()));
        }
        backplane.broadcast(new Beat(ORIGIN, 1));
        RecordingListener asker = new RecordingListener();
        await().untilAsserted(() -> {
            line.listen(10, asker);
            assertThat(asker.all(Part.class)).hasSize(20);
        });
        assertThat(asker.told()).isEqualTo(IntStream.range(0, 20).mapToObj(i -> part(i, null)).toList());
        await().untilAsserted(() -> assertThat(other.all(Beat.class)).hasSize(1));
        assertThat(own.all(Part.class)).isEmpty();
        assertThat(other.all(Part.class)).isEmpty();
        line.close();
    }

    @Test
    void goesOnWhenTheOneWhoAskedIsGone() throws Exception {
        Backplane backplane = opened();
        Line line = line();
        line.ask(ASK);
        Ask heard = heard();
        line.close();
        line.close();
        backplane.broadcast(part(0, heard.answerTo()));
        backplane.broadcast(new Beat(ORIGIN, 1));
        await().untilAsserted(() -> assertThat(other.all(Beat.class)).hasSize(1));
        line.ask(ASK);
        await().untilAsserted(() -> assertThat(own.all(Ask.class)).as("it can be used again").hasSize(2));
        line.close();
    }

    @Test
    void saysSoWhenNobodyCanBeAsked() throws Exception {
        opened();
        Line line = line();
        stopBroker();
        assertThatExceptionOfType(BackplaneException.class).isThrownBy(() -> line.ask(ASK));
        startBroker();
        line.ask(ASK);
        heard();
        line.close();
    }
}

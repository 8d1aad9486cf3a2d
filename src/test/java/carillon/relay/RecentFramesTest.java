package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Identity;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.protocol.Frame;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentFramesTest {

    private static final Origin ORIGIN = new Origin("aaaaaaaaaaaaaaaaaaaaaa");
    private final RecentFrames frames = new RecentFrames();

    @Test
    void makesTheFrameOfAPublicationOnce() {
        assertThat(frame(stamp(7), "news")).isSameAs(frame(stamp(7), "news"));
        assertThat(frame(stamp(7), "news").text()).contains("\"seq\":7").contains("\"news\"");
    }

    @Test
    void thousandsOfOneOriginDoNotDisplaceOneAnother() {
        List<Publication> publications = LongStream.rangeClosed(1, RecentFrames.SLOTS).mapToObj(n -> publication(stamp(n), "news")).toList();
        List<Frame> first = frames.of(publications);
        List<Frame> second = frames.of(publications);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
        }
    }

    @Test
    void neverTakesOneForAnotherInTheSamePlace() {
        frame(stamp(1), "one");
        assertThat(frame(stamp(1 + RecentFrames.SLOTS), "other").text()).contains("\"other\"").contains("\"seq\":" + (1 + RecentFrames.SLOTS));
        assertThat(frame(stamp(1), "one").text()).contains("\"one\"").contains("\"seq\":1,");
    }

    @Test
    void doesNotKeepLongOnes() {
        String text = "x".repeat(RecentFrames.MAX_BYTES);
        assertThat(frame(stamp(1), text)).isNotSameAs(frame(stamp(1), text));
    }

    @Test
    void doesNotKeepThoseOfForeignPrograms() {
        assertThat(frame(new ForeignId("ID:1"), "news").text()).contains("\"messageId\":\"ID:1\"");
        assertThat(frame(new ForeignId("ID:1"), "news")).isNotSameAs(frame(new ForeignId("ID:1"), "news"));
    }

    private Frame frame(Identity identity, String text) {
        return frames.of(List.of(publication(identity, text))).get(0);
    }

    private static Stamp stamp(long sequence) {
        return new Stamp(ORIGIN, sequence);
    }

    private static Publication publication(Identity identity, String text) {
        return new Publication(new Channel("news"), identity, Payload.text(text));
    }
}

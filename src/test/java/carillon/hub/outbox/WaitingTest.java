package carillon.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Overflow;
import carillon.protocol.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Channel NEWS = new Channel("news");
    private static final Channel SPORT = new Channel("sport");
    /** Room for four frames of eight bytes. */
    private final Waiting waiting = new Waiting(4 * 40);

    private static Frame frame(Channel channel, Overflow overflow, String text) {
        return Frame.of(text.getBytes(StandardCharsets.UTF_8), channel, overflow);
    }

    private static Frame eight(Channel channel, Overflow overflow, int number) {
        return frame(channel, overflow, String.format("%8d", number));
    }

    private List<String> take() {
        return waiting.take(10_000, true).stream().map(frame -> frame.text().trim()).toList();
    }

    @Test
    void refusesWhatHasNoRoom() {
        for (int i = 1; i <= 4; i++) {
            assertThat(waiting.add(eight(NEWS, Overflow.CLOSE, i))).isTrue();
        }
        assertThat(waiting.add(eight(NEWS, Overflow.CLOSE, 5))).isFalse();
        assertThat(waiting.bytes()).isEqualTo(160);
        assertThat(take()).containsExactly("1", "2", "3", "4");
        assertThat(waiting.bytes()).isZero();
    }

    @Test
    void putsNothingOfOneClientBehindMuchThatOthersAreDueToo() {
        Waiting roomy = new Waiting(1 << 20);
        roomy.add(Frame.of("reply"));
        roomy.add(frame(NEWS, Overflow.CLOSE, "x".repeat(Waiting.SHARED_BYTES)));
        roomy.add(Frame.of("ping"));
        roomy.add(frame(NEWS, Overflow.CLOSE, "y"));
        assertThat(roomy.take(1 << 20, true)).hasSize(2);
        assertThat(roomy.take(1 << 20, true)).extracting(Frame::text).containsExactly("ping", "y");
    }

    @Test
    void hasRoomForOneOfAnyLengthWhereNoneWaits() {
        assertThat(waiting.add(Frame.of("x".repeat(1_000)))).isTrue();
        assertThat(waiting.add(Frame.of("y"))).isFalse();
    }

    @Test
    void dropsTheOldestWhereItMayAndSaysSoFirst() {
        for (int i = 1; i <= 6; i++) {
            assertThat(waiting.add(eight(NEWS, Overflow.DROP_OLDEST, i))).isTrue();
        }
        assertThat(waiting.dropped()).isEqualTo(2);
        assertThat(take()).containsExactly("{\"type\":\"gap\",\"channel\":\"news\",\"reason\":\"slow\",\"dropped\":2}", "3", "4", "5", "6");
        assertThat(waiting.isEmpty()).isTrue();
        waiting.add(eight(NEWS, Overflow.DROP_OLDEST, 7));
        assertThat(take()).as("said once").containsExactly("7");
    }

    @Test
    void dropsNothingThatMayNotBeDropped() {
        waiting.add(eight(SPORT, Overflow.CLOSE, 1));
        for (int i = 2; i <= 5; i++) {
            assertThat(waiting.add(eight(NEWS, Overflow.DROP_OLDEST, i))).isTrue();
        }
        assertThat(take()).containsExactly("{\"type\":\"gap\",\"channel\":\"news\",\"reason\":\"slow\",\"dropped\":1}", "1", "3", "4", "5");
    }

    @Test
    void refusesWhereDroppingMakesNoRoom() {
        for (int i = 1; i <= 3; i++) {
            waiting.add(eight(SPORT, Overflow.CLOSE, i));
        }
        waiting.add(eight(NEWS, Overflow.DROP_OLDEST, 4));
        assertThat(waiting.add(frame(SPORT, Overflow.CLOSE, "x".repeat(9)))).isFalse();
    }

    @Test
    void keepsTheLatestOfAChannelBehindWhatCameInBetween() {
        waiting.add(eight(NEWS, Overflow.LATEST, 1));
        waiting.add(eight(SPORT, Overflow.CLOSE, 2));
        waiting.add(eight(NEWS, Overflow.LATEST, 3));
        assertThat(waiting.bytes()).isEqualTo(80);
        assertThat(take()).as("in its old place it would overtake").containsExactly("2", "3");
        assertThat(waiting.dropped()).isEqualTo(1);
    }

    @Test
    void replacesNothingThatHasBeenTaken() {
        waiting.add(eight(NEWS, Overflow.LATEST, 1));
        assertThat(take()).containsExactly("1");
        waiting.add(eight(NEWS, Overflow.LATEST, 2));
        assertThat(take()).containsExactly("2");
        assertThat(waiting.dropped()).isZero();
    }

    @Test
    void takesNoMoreThanIsAskedForButOneAtLeast() {
        for (int i = 1; i <= 4; i++) {
            waiting.add(eight(NEWS, Overflow.CLOSE, i));
        }
        assertThat(waiting.take(17, true)).as("two and a line break").hasSize(2);
        assertThat(waiting.take(1, true)).hasSize(1);
        assertThat(waiting.take(10_000, false)).hasSize(1);
        assertThat(waiting.take(10_000, true)).isEmpty();
    }

    @Test
    void isOverdueWhenAFrameStaysTooLong() {
        assertThat(waiting.overdue(0, 100)).isFalse();
        waiting.add(eight(NEWS, Overflow.CLOSE, 1));
        assertThat(waiting.overdue(10, 100)).isFalse();
        waiting.add(eight(NEWS, Overflow.CLOSE, 2));
        assertThat(waiting.overdue(110, 100)).isFalse();
        assertThat(waiting.overdue(111, 100)).isTrue();
        waiting.take(8, true);
        assertThat(waiting.overdue(112, 100)).as("the one that was looked at is gone").isFalse();
        assertThat(waiting.overdue(213, 100)).as("the next has been looked at since 112").isTrue();
    }
}

package carillon.history;

import static carillon.history.HistoryRig.all;
import static carillon.history.Publications.A;
import static carillon.history.Publications.B;
import static carillon.history.Publications.NEWS;
import static carillon.history.Publications.SPORT;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who publishes without end makes room for itself, and not by what others are owed. */
class HistorySharesTest {

    private static final Channel FLOOD = new Channel("flood");

    private final HistoryRig rig = new HistoryRig();
    private final History history = rig.history;

    private void flood(Channel channel, long sequence) {
        history.append(Publications.of(channel, B, sequence).beyondShare());
    }

    @Test
    void aChannelThatHoldsMuchLetsGoFirst() {
        rig.append(NEWS, A, 1, 2, 3);
        for (long sequence = 1; sequence <= 1_000; sequence++) {
            rig.append(FLOOD, B, sequence);
            assertThat(history.bytes()).isLessThanOrEqualTo(16_384);
        }
        assertThat(all(rig.open(Map.of(A, 1L), NEWS))).containsExactly("a-2", "a-3");
        assertThat(rig.open(Map.of(A, 1L), NEWS).recovered(NEWS)).isTrue();
        assertThat(rig.open(Map.of(B, 100L), FLOOD).recovered(FLOOD)).as("its own").isFalse();
        assertThat(rig.open(Map.of(B, 950L), FLOOD).recovered(FLOOD)).isTrue();
    }

    @Test
    void whatIsBeyondSharesGoesFirstThoughItIsOnAThousandChannelsAndYounger() {
        rig.append(NEWS, A, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        for (long sequence = 1; sequence <= 1_000; sequence++) {
            flood(new Channel("flood." + sequence), sequence);
            assertThat(history.bytes()).isLessThanOrEqualTo(16_384);
        }
        assertThat(rig.open(Map.of(A, 1L), NEWS).recovered(NEWS)).isTrue();
        assertThat(all(rig.open(Map.of(A, 1L), NEWS))).hasSize(9);
        assertThat(rig.open(Map.of(), new Channel("flood.1")).recovered(new Channel("flood.1"))).isFalse();
        assertThat(rig.open(Map.of(), new Channel("flood.1000")).recovered(new Channel("flood.1000"))).isTrue();
    }

    @Test
    void whereNobodyHasMoreThanOthersTheOldestGoes() {
        for (long sequence = 1; sequence <= 200; sequence++) {
            rig.append(new Channel("c" + sequence), A, sequence);
        }
        assertThat(rig.open(Map.of(), new Channel("c1")).recovered(new Channel("c1"))).isFalse();
        assertThat(rig.open(Map.of(), new Channel("c150")).recovered(new Channel("c150"))).isTrue();
    }

    @Test
    void foreignProgramsTogetherHaveAQuarter() {
        rig.append(NEWS, A, 1, 2, 3);
        for (int i = 0; i < 1_000; i++) {
            history.append(Publications.foreign(new Channel("foreign." + i), "ID:" + i));
        }
        assertThat(rig.open(Map.of(A, 1L), NEWS).recovered(NEWS)).isTrue();
    }

    @Test
    void whoReadsSlowlyIsToldOfAGapOnceAndOnlyIfItIsOfAChannelOfIts() {
        rig.append(NEWS, A, 1, 2, 3);
        rig.append(FLOOD, A, 4, 5, 6);
        Catchup quiet = rig.open(Map.of(), NEWS);
        Catchup flooded = rig.open(Map.of(), FLOOD);
        assertThat(quiet.next(1).publications()).hasSize(1);
        assertThat(flooded.next(1).publications()).hasSize(1);
        for (long sequence = 1; sequence <= 200; sequence++) {
            flood(FLOOD, sequence);
        }
        Catchup.Chunk chunk = quiet.next(1);
        assertThat(chunk.gap()).isFalse();
        assertThat(Publications.texts(chunk.publications())).containsExactly("a-2");
        assertThat(flooded.next(1).gap()).isTrue();
        assertThat(flooded.next(1).gap()).isFalse();
    }

    @Test
    void aRunThatIsSentAgainSkipsNothingInItsMiddle() {
        for (long sequence = 1; sequence <= 300; sequence += 3) {
            rig.append(NEWS, A, sequence);
            history.append(Publications.of(FLOOD, A, sequence + 1).beyondShare());
            history.append(Publications.of(FLOOD, A, sequence + 2).beyondShare());
        }
        List<Publication> run = history.range(A, 1, 300, 1_000_000);
        assertThat(Publications.texts(run)).containsExactly("a-1");
    }


    /** Whatever goes first: who is told that all is there gets all, in order, or a gap. */
    @Property(tries = 500)
    void nothingIsMissingUnsaid(@ForAll @Size(min = 20, max = 300) List<@IntRange(min = 0, max = 9_999) Integer> before, @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 9_999) Integer> meanwhile,
            @ForAll @IntRange(min = 1, max = 4) int followed, @ForAll @IntRange(min = 0, max = 100) int seenPart, @ForAll boolean fewFloors) {
        ManualTicker ticker = new ManualTicker();
        History small = new History(Settings.of(Map.of("carillon.payload.max.bytes", "1024", "carillon.history.window.ms", "24000", "carillon.history.max.bytes", "16384",
                "carillon.history.floors.max", fewFloors ? "2" : "65536")), ticker);
        Map<Origin, Long> lasts = new HashMap<>();
        List<Publication> all = new ArrayList<>();
        int seen = before.size() * seenPart / 100;
        Map<Origin, Long> cursor = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            Publication next = publication(before.get(i), lasts);
            small.append(next);
            if (i < seen) {
                cursor.put(((Stamp) next.identity()).origin(), ((Stamp) next.identity()).sequence());
            } else {
                all.add(next);
            }
            ticker.advanceMs(before.get(i) % 7 == 0 ? 400 : 0);
            small.expire();
        }
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < followed; i++) {
            channels.add(new Channel("c" + i));
        }
        Catchup catchup = small.open(Optional.of(new Claim(new Cursor(A, 0, cursor), 0)), Map.of(), channels);
        List<Channel> whole = channels.stream().filter(catchup::recovered).toList();
        List<Publication> got = new ArrayList<>();
        boolean gap = false;
        for (int step : meanwhile) {
            if (step % 5 == 0 && !catchup.isLive()) {
                Catchup.Chunk chunk = catchup.next(300);
                gap |= chunk.gap();
                got.addAll(chunk.publications());
            } else {
                Publication next = publication(step, lasts);
                all.add(next);
                long number = small.append(next);
                if (channels.contains(next.channel()) && catchup.admits(number, next)) {
                    got.add(next);
                }
            }
        }
        while (!catchup.isLive()) {
            Catchup.Chunk chunk = catchup.next(300);
            gap |= chunk.gap();
            got.addAll(chunk.publications());
        }
        assertThat(got).doesNotHaveDuplicates();
        if (!gap) {
            for (Channel channel : whole) {
                for (Origin origin : List.of(A, B)) {
                    assertThat(of(got, channel, origin)).isEqualTo(of(all, channel, origin));
                }
            }
        }
    }

    private static List<Publication> of(List<Publication> publications, Channel channel, Origin origin) {
        return publications.stream().filter(one -> one.channel().equals(channel) && ((Stamp) one.identity()).origin().equals(origin)).toList();
    }

    /** Of six channels, two origins; some beyond a share, some long. */
    private static Publication publication(int number, Map<Origin, Long> lasts) {
        Origin origin = number % 2 == 0 ? A : B;
        long sequence = lasts.merge(origin, 1L, Long::sum);
        int channel = number % 11 < 5 ? 0 : number % 6;
        Publication publication = new Publication(new Channel("c" + channel), new Stamp(origin, sequence), Payload.text("x".repeat(number % 13 == 0 ? 900 : number % 50)));
        return number % 3 == 0 ? publication.beyondShare() : publication;
    }
}

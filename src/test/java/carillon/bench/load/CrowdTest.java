package carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {

    @Test
    void spreadsOneChannelOverTheNodes() {
        Crowd crowd = Crowd.ofOneChannel(1000, 200);

        assertThat(onNode(crowd, 0)).isEqualTo(500);
        assertThat(onNode(crowd, 1)).isEqualTo(500);
    }

    @Test
    void putsTheTwoOfAChannelOnDifferentNodes() {
        Crowd crowd = new Crowd(1000, 2, 4, 200, 0, 0);

        assertThat(IntStream.range(0, 1000)).allMatch(channel -> crowd.nodeOf(2 * channel, 3) != crowd.nodeOf(2 * channel + 1, 3));
        assertThat(IntStream.range(0, crowd.subscribers())).allMatch(subscriber -> crowd.channelOf(subscriber) == subscriber / 2);
        assertThat(onNode(crowd, 0)).isEqualTo(onNode(crowd, 1));
    }

    @Test
    void putsASubscriberOnTheOtherNode() {
        assertThat(Crowd.ofOneChannel(1, 200).shifted(1).nodeOf(0, 2)).isEqualTo(1);
    }

    @Test
    void stallsTheShareThatIsAskedForOnBothNodesAlike() {
        Crowd crowd = Crowd.ofOneChannel(1000, 200).stalled(5);

        assertThat(IntStream.range(0, 1000).filter(crowd::isStalled)).hasSize(50);
        assertThat(IntStream.range(0, 1000).filter(crowd::isStalled).filter(each -> crowd.nodeOf(each, 2) == 0)).hasSize(25);
        assertThat(IntStream.range(0, 1000)).noneMatch(Crowd.ofOneChannel(1000, 200)::isStalled);
    }

    private static long onNode(Crowd crowd, int node) {
        return IntStream.range(0, crowd.subscribers()).filter(subscriber -> crowd.nodeOf(subscriber, 2) == node).count();
    }
}

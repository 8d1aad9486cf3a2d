package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Rejected;
import carillon.backplane.Rejections;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A malformed message is heard by every node, and set aside once. */
class SetAsideTest {

    private final TestCluster cluster = new TestCluster(Map.of("carillon.rejected.per.minute", "3")).ready();

    private final Logger log = Logger.getLogger(Rejections.class.getName());

    @BeforeEach
    void quiet() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        log.setLevel(null);
    }

    private static Rejected rejected(int i) {
        return new Rejected("Reason.", "ID:" + i, "text", "news", "text");
    }

    private void malformed(int count) {
        for (int i = 0; i < count; i++) {
            cluster.topic.malformed(rejected(i));
        }
        cluster.turn();
    }

    @Test
    void oneNodeSetsItAsideAndAllCountIt() {
        malformed(1);
        assertThat(cluster.topic.aside()).containsExactly(rejected(0));
        assertThat(cluster.nodes).allSatisfy(node -> assertThat(node.rejections().count()).isEqualTo(1));
    }

    @Test
    void anotherNodeDoesItWhenTheFirstIsGone() {
        TestNode first = cluster.nodes.stream().min((a, b) -> a.origin().compareTo(b.origin())).orElseThrow();
        first.backplane().refuse(true);
        first.ear().deaf(true);
        for (int i = 0; i < 4; i++) {
            cluster.advanceMs(1_000);
            cluster.turn();
        }
        malformed(2);
        assertThat(cluster.topic.aside()).hasSize(2);
    }

    @Test
    void aMadProducerFillsNoDisk() {
        malformed(10);
        assertThat(cluster.topic.aside()).hasSize(3);
        assertThat(cluster.node(1).rejections().count()).isEqualTo(10);
        cluster.advanceMs(59_999);
        cluster.turn();
        malformed(1);
        assertThat(cluster.topic.aside()).hasSize(3);
        cluster.advanceMs(1);
        malformed(2);
        assertThat(cluster.topic.aside()).hasSize(5);
    }

    @Test
    void aDuplicateStopsNothing() {
        cluster.topic.sayTwice();
        malformed(1);
        assertThat(cluster.topic.aside()).hasSize(2);
    }
}

package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.endpoint.TestClient;
import carillon.protocol.CloseCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that no longer hears itself sends its clients elsewhere, once. */
class FenceTest {

    private final TestCluster cluster = new TestCluster(Map.of()).ready().settled();

    @Test
    void sendsItsClientsElsewhereAndNobodyElses() {
        TestClient here = cluster.node(0).v1("news");
        TestClient there = cluster.node(1).v1("news");
        cluster.node(0).ear().deaf(true);
        cluster.passMs(9_900);
        assertThat(here.transport().closed()).isEmpty();
        cluster.passMs(300);
        assertThat(here.transport().closed()).contains(CloseCode.ELSEWHERE);
        assertThat(here.lines("disconnect")).hasSize(1).allMatch(push -> push.getBoolean("reconnect"));
        assertThat(there.transport().closed()).isEmpty();
    }

    @Test
    void keepsWhoComesBackNeverthelessUntilItWasWellAgain() {
        cluster.node(0).ear().deaf(true);
        cluster.passMs(11_000);
        TestClient back = cluster.node(0).v1("news");
        cluster.passMs(11_000);
        assertThat(back.transport().closed()).isEmpty();
        cluster.node(0).ear().deaf(false);
        cluster.passMs(2_000);
        cluster.node(0).ear().deaf(true);
        cluster.passMs(11_000);
        assertThat(back.transport().closed()).contains(CloseCode.ELSEWHERE);
    }

    @Test
    void keepsItsClientsWhileTheBrokerIsAwayAndComesBack() {
        TestClient client = cluster.node(0).v1("news");
        cluster.topic.stop();
        cluster.passMs(30_000);
        assertThat(client.transport().closed()).isEmpty();
        cluster.topic.start();
        cluster.passMs(30_000);
        assertThat(client.transport().closed()).as("it had not heard itself for long, but had not been deaf").isEmpty();
    }

    @Test
    void sendsItsClientsElsewhereInTheEndWhereItDoesNotReachTheBroker() {
        TestClient client = cluster.node(0).v1("news");
        cluster.topic.stop();
        cluster.passMs(44_000);
        assertThat(client.transport().closed()).isEmpty();
        cluster.passMs(2_000);
        assertThat(client.transport().closed()).contains(CloseCode.ELSEWHERE);
    }
}

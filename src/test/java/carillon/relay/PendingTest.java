package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Batch.Item;
import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingTest {

    private final List<String> outcomes = new ArrayList<>();
    private final Pending pending = new Pending(FlowKey.NODE, new Item(new Channel("news"), Payload.text("é"), Optional.of(new Key("k"))), AckLevel.ACCEPTED, Long.MIN_VALUE, Long.MIN_VALUE + 5);

    @BeforeEach
    void listen() {
        pending.outcome().whenComplete((stamp, failure) -> outcomes.add(failure == null ? "accepted" : ((PublishException) failure).code().wire()));
    }

    @Test
    void isNeverSentOnceItsTimeIsOver() {
        pending.expire();
        assertThat(pending.take()).isFalse();
        assertThat(outcomes).containsExactly("unavailable");
    }

    @Test
    void mayHaveBeenSentOnceItWasTaken() {
        assertThat(pending.take()).isTrue();
        pending.expire();
        assertThat(outcomes).containsExactly("unknown");
    }

    @Test
    void isSettledOnce() {
        pending.take();
        pending.reached(new Stamp(new Origin("o"), 1));
        pending.unknown();
        pending.expire();
        assertThat(outcomes).containsExactly("accepted");
    }

    @Test
    void isDueAlsoWhenTheClockOverflows() {
        assertThat(pending.isDue(Long.MAX_VALUE - 5)).isFalse();
        assertThat(pending.isDue(Long.MIN_VALUE + 4)).isFalse();
        assertThat(pending.isDue(Long.MIN_VALUE + 5)).isTrue();
    }

    @Test
    void costsItsNameItsKeyAndItsPayload() {
        assertThat(pending.payloadBytes()).isEqualTo(2);
        assertThat(pending.bytes()).isEqualTo(7);
    }
}

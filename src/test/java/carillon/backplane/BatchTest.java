package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final Origin ORIGIN = new Origin("o");
    private static final Batch.Item ITEM = new Batch.Item(new Channel("news"), Payload.text("a"));

    @Test
    void numbersItsPublicationsWithoutHoles() {
        Batch batch = new Batch(ORIGIN, 7, List.of(ITEM, ITEM));
        assertThat(batch.publication(0).identity()).isEqualTo(new Stamp(ORIGIN, 7));
        assertThat(batch.publication(1).identity()).isEqualTo(new Stamp(ORIGIN, 8));
        assertThat(batch.last()).isEqualTo(8);
    }

    @Test
    void isNeverEmptyAndStartsAtOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(ORIGIN, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(ORIGIN, 0, List.of(ITEM)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(ORIGIN, Long.MIN_VALUE, List.of(ITEM)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Beat(ORIGIN, -1));
    }

    /** Otherwise its last publication would have a sequence below 0. */
    @Test
    void endsBeforeTheGreatestNumber() {
        assertThat(new Batch(ORIGIN, Stamp.MAX_SEQUENCE, List.of(ITEM)).last()).isEqualTo(Stamp.MAX_SEQUENCE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(ORIGIN, Stamp.MAX_SEQUENCE, List.of(ITEM, ITEM)));
    }
}

package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.ForeignId;
import org.junit.jupiter.api.Test;

class ForeignIdsTest {

    private final ForeignIds ids = new ForeignIds();

    @Test
    void tellAMessageFromItsDuplicate() {
        assertThat(ids.add(new ForeignId("ID:1"))).isTrue();
        assertThat(ids.add(new ForeignId("ID:2"))).isTrue();
        assertThat(ids.add(new ForeignId("ID:1"))).isFalse();
        assertThat(ids.duplicates()).isEqualTo(1);
    }

    @Test
    void rememberTheLastOnesOnly() {
        for (int i = 0; i <= ForeignIds.MAX; i++) {
            ids.add(new ForeignId("ID:" + i));
        }
        assertThat(ids.add(new ForeignId("ID:" + ForeignIds.MAX))).isFalse();
        assertThat(ids.add(new ForeignId("ID:1"))).isFalse();
        assertThat(ids.add(new ForeignId("ID:0"))).as("the oldest was forgotten").isTrue();
    }
}

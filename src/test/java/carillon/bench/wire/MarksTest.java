package carillon.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {

    private static final int SIZE = 200;

    private final List<String> found = new ArrayList<>();

    @Test
    void findsWhatWasWritten() {
        assertThat(find(marked(255, 65_535, Integer.MAX_VALUE, 7, Long.MAX_VALUE))).isEqualTo(1);
        assertThat(found).containsExactly("255/65535/2147483647/7/9223372036854775807");
    }

    @Test
    void findsAllMarksOfAFrameWithManyPublications() {
        String lines = "{\"data\":\"" + marked(0, 1, 2, 3, 4) + "\"}\n{\"mark\":\"#\",\"data\":\"" + marked(0, 1, 3, 4, 5) + "\"}";

        assertThat(find(lines)).isEqualTo(2);
        assertThat(found).containsExactly("0/1/2/3/4", "0/1/3/4/5");
    }

    @Test
    void findsAMarkRightAfterAPayload() {
        assertThat(find(marked(0, 1, 2, 3, 4) + marked(0, 1, 3, 4, 5))).isEqualTo(2);
    }

    @Test
    void findsAMarkAtTheVeryEndOfTheBytes() {
        String payload = marked(1, 2, 3, 4, 5).substring(0, Marks.LENGTH);

        assertThat(find("xx" + payload)).isEqualTo(1);
        assertThat(find("xx" + payload.substring(0, Marks.LENGTH - 1))).isZero();
    }

    private int find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Marks.find(bytes, 0, bytes.length, SIZE, (publisher, channel, sequence, ticket, nanos) ->
                found.add(publisher + "/" + channel + "/" + sequence + "/" + ticket + "/" + nanos));
    }

    private static String marked(int publisher, int channel, int sequence, int ticket, long nanos) {
        byte[] payload = Marks.payload(SIZE);
        Marks.write(payload, publisher, channel, sequence, ticket, nanos);
        return new String(payload, StandardCharsets.ISO_8859_1);
    }
}

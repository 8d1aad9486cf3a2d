package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import carillon.backplane.Batch.Item;
import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchBodyTest {

    private static final byte[] ONE = BatchBody.write(List.of(new Item(new Channel("news"), Payload.text("a"))));

    @Provide
    Arbitrary<List<Item>> items() {
        Arbitrary<String> names = Arbitraries.of("a", "news", "orders.42", "x:y", "~".repeat(255));
        Arbitrary<String> texts = Arbitraries.of("", "a", "é", "\ud83d\ude00", "\u0000", "\uffff", "\n", "{\"a\":1.0}", "x".repeat(1_000)).list().ofMaxSize(4)
                .map(parts -> String.join("", parts));
        Arbitrary<Optional<Key>> keys = Arbitraries.of("", "k", "a\"\\~", "k".repeat(64)).map(Key::parse);
        return Combinators.combine(names, Arbitraries.of(true, false), texts, keys).as((name, json, text, key) -> new Item(new Channel(name), json ? Payload.json(text) : Payload.text(text), key))
                .list().ofMinSize(1).ofMaxSize(8);
    }

    @Property
    void bringsBackWhatWasWritten(@ForAll("items") List<Item> items) throws MalformedException {
        assertThat(BatchBody.read(BatchBody.write(items), items.size())).isEqualTo(items);
    }

    @Property(tries = 300)
    void neverReadsATruncatedBody(@ForAll("items") List<Item> items, @ForAll @IntRange(max = 20_000) int cut) {
        byte[] body = BatchBody.write(items);
        malformed(Arrays.copyOf(body, cut % body.length), items.size());
    }

    @Property(tries = 300)
    void neverReadsABodyWithMore(@ForAll("items") List<Item> items, @ForAll @IntRange(min = 1, max = 20) int more) {
        byte[] body = BatchBody.write(items);
        malformed(Arrays.copyOf(body, body.length + more), items.size());
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void saysOnlyThatAMutatedBodyIsMalformed(@ForAll("items") List<Item> items, @ForAll @IntRange(max = 20_000) int at, @ForAll byte value, @ForAll int count) {
        byte[] body = BatchBody.write(items);
        body[at % body.length] = value;
        read(body, items.size());
        read(body, count);
    }

    @Property
    void saysOnlyThatRandomBytesAreMalformed(@ForAll byte[] body, @ForAll @IntRange(max = 3) int count) {
        read(body, count);
    }

    private static void read(byte[] body, int count) {
        try {
            assertThat(BatchBody.read(body, count)).hasSize(count);
        } catch (MalformedException malformed) {
            assertThat(malformed).hasMessageStartingWith("");
        }
    }

    private static void malformed(byte[] body, int count) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> BatchBody.read(body, count));
    }

    @Test
    void believesNoCountThatTheBytesDontBearOut() {
        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, 2, 1_000_000, Integer.MAX_VALUE}) {
            malformed(ONE, count);
        }
    }

    @Test
    void believesNoLengthThatTheBytesDontBearOut() {
        for (int length : new int[] {Integer.MIN_VALUE, -1, 2, Integer.MAX_VALUE}) {
            malformed(ByteBuffer.wrap(ONE.clone()).putInt(2 + 4 + 1, length).array(), 1);
        }
        malformed(ByteBuffer.wrap(ONE.clone()).putShort(0, (short) -1).array(), 1);
    }

    @Test
    void refusesAFlagThatIsNeitherAndAChannelThatIsNone() {
        malformed(ByteBuffer.wrap(ONE.clone()).put(2 + 4, (byte) 2).array(), 1);
        malformed(ByteBuffer.wrap(ONE.clone()).put(2, (byte) ' ').array(), 1);
        malformed(ByteBuffer.wrap(ONE.clone()).put(2, (byte) 0xe9).array(), 1);
    }

    @Test
    void mendsNoUtf8() {
        for (byte[] broken : new byte[][] {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xf0, (byte) 0x9f}}) {
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> BatchBody.utf8(broken)).withMessage("The bytes are not UTF-8.");
        }
    }
}

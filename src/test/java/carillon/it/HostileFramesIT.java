package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import carillon.cluster.Cluster;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that RFC 6455, section 5 forbids, and messages beyond the limits: the close code that says so. The limits must be the defaults. */
@Shows("Forbidden frames are answered with the right close code")
@ExtendWith(ClusterExtension.class)
class HostileFramesIT {

    private static final int FIN = 0x80;
    private static final byte[] HI = {'h', 'i'};

    private URI node;

    @BeforeEach
    void aNode(Cluster cluster) {
        node = cluster.node(3).uri();
    }

    @AfterEach
    void nobodyIsLeftAndTheNodeStillServes() {
        NodeHealth.awaitEmpty(node);
        NodeHealth.awaitServing(node, "hostile.frames");
    }

    private Closing answer(byte[]... frames) {
        try (RawSocket socket = RawSocket.open(node, "hostile")) {
            socket.send(Frames.join(frames));
            return socket.awaitClosing();
        }
    }

    static Stream<Arguments> brokenFrames() {
        return Stream.of(
                Arguments.of("RSV1", 1002, Frames.frame(FIN | 0x40 | Frames.TEXT, HI)),
                Arguments.of("RSV2", 1002, Frames.frame(FIN | 0x20 | Frames.TEXT, HI)),
                Arguments.of("RSV3", 1002, Frames.frame(FIN | 0x10 | Frames.TEXT, HI)),
                Arguments.of("opcode 3", 1002, Frames.frame(FIN | 3, HI)),
                Arguments.of("opcode 7", 1002, Frames.frame(FIN | 7, HI)),
                Arguments.of("opcode 11", 1002, Frames.frame(FIN | 11, HI)),
                Arguments.of("opcode 15", 1002, Frames.frame(FIN | 15, HI)),
                Arguments.of("a continuation of nothing", 1002, Frames.last(Frames.CONTINUATION, HI)),
                Arguments.of("a message in a message", 1002, Frames.join(Frames.fragment(Frames.TEXT, HI), Frames.text("b"))),
                Arguments.of("a ping in fragments", 1002, Frames.fragment(Frames.PING, HI)),
                Arguments.of("a ping of 126 bytes", 1002, Frames.last(Frames.PING, new byte[126])),
                Arguments.of("a length of 2 in two bytes", 1002, new byte[] {(byte) 0x81, (byte) 0xfe, 0, 2, 0, 0, 0, 0, 'h', 'i'}),
                Arguments.of("a length of 2 in eight bytes", 1002, new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 'h', 'i'}),
                Arguments.of("a close of one byte", 1002, Frames.last(Frames.CLOSE, new byte[1])),
                Arguments.of("a close with 999", 1002, Frames.last(Frames.CLOSE, new byte[] {3, (byte) 0xe7})),
                Arguments.of("a close with 1005", 1002, Frames.last(Frames.CLOSE, new byte[] {3, (byte) 0xed})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void brokenFrames(String what, int code, byte[] bytes) {
        assertThat(answer(bytes).code()).isEqualTo(code);
    }

    static Stream<Arguments> badText() {
        return Stream.of(
                Arguments.of("no UTF-8", Frames.text(new byte[] {'a', (byte) 0xff})),
                Arguments.of("overlong", Frames.text(new byte[] {(byte) 0xc0, (byte) 0xaf})),
                Arguments.of("a surrogate", Frames.text(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})),
                Arguments.of("beyond U+10FFFF", Frames.text(new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80})),
                Arguments.of("cut within a character", Frames.text(new byte[] {'a', (byte) 0xe2, (byte) 0x82})),
                Arguments.of("the beginning of what is beyond U+10FFFF, in a fragment", Frames.fragment(Frames.TEXT, new byte[] {(byte) 0xf4, (byte) 0x90})),
                Arguments.of("the beginning of a surrogate, in a fragment", Frames.fragment(Frames.TEXT, new byte[] {(byte) 0xed, (byte) 0xa0})),
                Arguments.of("bad in the second fragment", Frames.join(Frames.fragment(Frames.TEXT, HI), Frames.fragment(Frames.CONTINUATION, new byte[] {(byte) 0xff}))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badText(String what, byte[] bytes) {
        assertThat(answer(bytes).code()).isEqualTo(1007);
    }

    @Test
    void binaryIsRefused() {
        assertThat(answer(Frames.last(Frames.BINARY, HI)).code()).isEqualTo(1003);
        assertThat(answer(Frames.fragment(Frames.BINARY, HI)).code()).isEqualTo(1003);
        assertThat(answer(Frames.last(Frames.BINARY, new byte[0])).code()).isEqualTo(1003);
    }

    @Test
    void aCharacterMayBeCutByAFragment() {
        try (RawSocket socket = RawSocket.open(node, "hostile.cut")) {
            byte[] euro = "\u20ac".getBytes(StandardCharsets.UTF_8);
            socket.send(Frames.join(Frames.fragment(Frames.TEXT, new byte[] {euro[0], euro[1]}), Frames.last(Frames.CONTINUATION, new byte[] {euro[2]})));
            assertThat(socket.awaitText()).isEqualTo("\u20ac");
        }
    }

    @Test
    @Shows("A message of more fragments than allowed is refused")
    void aThousandFragmentsAreTakenAndOneMoreIsNot() {
        assumeFalse(Stack.given().isWildFly(3), "Undertow hands over what has arrived, and not frames: only the bytes of a message are bounded");
        byte[] begin = Frames.fragment(Frames.TEXT, HI);
        byte[] empty = Frames.fragment(Frames.CONTINUATION, new byte[0]);
        try (RawSocket socket = RawSocket.open(node, "hostile.fragments")) {
            socket.send(Frames.join(begin, Frames.repeat(empty, 998), Frames.last(Frames.CONTINUATION, HI)));
            assertThat(socket.awaitText()).isEqualTo("hihi");
            socket.send(Frames.join(begin, Frames.repeat(empty, 1_000)));
            assertThat(socket.awaitClosing()).isEqualTo(new Closing(1008, "too many fragments"));
        }
    }

    @Test
    void aMessageOfTheGreatestLengthIsTakenAndOneByteMoreIsNot() {
        try (RawSocket socket = RawSocket.open(node, "hostile.length")) {
            socket.send(Frames.text(new String(new char[65_536]).replace('\0', 'x')));
            assertThat(socket.awaitText()).hasSize(65_536);
            socket.send(Frames.text("x".repeat(65_537)));
            assertThat(socket.awaitClosing().code()).isEqualTo(1009);
        }
    }

    /** As many fragments as allowed, each of a kilobyte: it is over at 64 of them, not at the end. */
    @Test
    void aMessageWithoutAnEndIsEndedWhenItIsTooLong() {
        byte[] kilobyte = new byte[1_024];
        try (RawSocket socket = RawSocket.open(node, "hostile.endless")) {
            socket.send(Frames.join(Frames.fragment(Frames.TEXT, kilobyte), Frames.repeat(Frames.fragment(Frames.CONTINUATION, kilobyte), 100)));
            assertThat(socket.awaitClosing().code()).isEqualTo(1009);
        }
    }

    /** Longer than the server's own buffer: it is not taken, and what was sent of it is not kept. */
    @Test
    void aFrameOfTenMegabytesIsNotTaken() {
        try (RawSocket socket = RawSocket.open(node, "hostile.huge")) {
            byte[] part = new byte[100_000];
            socket.send(Frames.header(FIN | Frames.TEXT, 10_000_000));
            boolean taken = true;
            for (int i = 0; i < 100 && taken; i++) {
                taken = socket.send(part);
            }
            assertThat(socket.awaitClosing().code()).isIn(1006, 1009, 1011);
        }
    }

    @Test
    void aLengthBelowZeroEndsTheConnection() {
        assertThat(answer(Frames.header(FIN | Frames.TEXT, Long.MIN_VALUE), new byte[100]).code()).isEqualTo(1002);
    }

    @Test
    void bytesThatAreNoFramesEndTheConnection() {
        assertThat(answer("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: somebody who is lost and wants a page\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).code()).isEqualTo(1002);
        assertThat(answer(ByteBuffer.allocate(64).putLong(-1).putLong(-1).array()).code()).isEqualTo(1002);
    }

    /** Section 5.1; Payara 6.2025.10 takes them by itself. */
    @Test
    void aFrameWithoutAMaskEndsTheConnection() {
        try (RawSocket socket = RawSocket.open(node, "hostile.unmasked")) {
            socket.send(Frames.unmasked(FIN | Frames.TEXT, HI));
            socket.send(Frames.last(Frames.CLOSE, new byte[] {3, (byte) 0xe8}));
            assertThat(socket.awaitClosing().code()).isEqualTo(1002);
        }
    }

    @Test
    void aPingOfAnyLengthAllowedIsAnswered() {
        try (RawSocket socket = RawSocket.open(node, "hostile.ping")) {
            socket.send(Frames.join(Frames.last(Frames.PING, new byte[0]), Frames.last(Frames.PING, new byte[125]), Frames.text("after")));
            assertThat(socket.awaitText()).isEqualTo("after");
        }
    }
}

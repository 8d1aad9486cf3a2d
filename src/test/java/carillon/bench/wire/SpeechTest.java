package carillon.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeechTest {

    private final Speech v1 = new V1Speech();
    private final Speech socketIo = new SocketIoSpeech();

    @Test
    void subscribesAndPublishesInVersionOne() {
        assertThat(v1.greeting(7, false)).contains("{\"id\":1,\"type\":\"connect\",\"channels\":[\"c7\"]}");
        assertThat(v1.greeting(7, true)).contains("{\"id\":1,\"type\":\"connect\",\"channels\":[]}");
        assertThat(v1.publication(3, 7, "#M")).isEqualTo("{\"id\":3,\"type\":\"publish\",\"channel\":\"c7\",\"data\":\"#M\"}");
    }

    @Test
    void knowsWhatVersionOneRefuses() {
        assertThat(v1.isRefusal("{\"id\":4,\"type\":\"error\",\"code\":\"busy\",\"message\":\"…\"}")).isTrue();
        assertThat(v1.isRefusal("{\"id\":4,\"type\":\"published\",\"channel\":\"c7\"}")).isFalse();
    }

    @Test
    void goesThroughTheGreetingOfSocketIo() {
        assertThat(socketIo.answer("0{\"sid\":\"x\"}", 7, false)).contains("40");
        assertThat(socketIo.isReady("40{\"sid\":\"y\"}", false)).isFalse();
        assertThat(socketIo.answer("40{\"sid\":\"y\"}", 7, false)).contains("42[\"sub\",\"c7\"]");
        assertThat(socketIo.isReady("42[\"subok\",\"c7\"]", false)).isTrue();
        assertThat(socketIo.isReady("40{\"sid\":\"y\"}", true)).isTrue();
        assertThat(socketIo.answer("40{\"sid\":\"y\"}", 7, true)).isEmpty();
    }

    @Test
    void answersThePingOfEngineIo() {
        assertThat(socketIo.answer("2", 7, true)).contains("3");
    }

    @Test
    void namesTheChannelWhereEachServerWantsIt() {
        assertThat(new RawSpeech().path(7, true)).isEqualTo("/ws/c7");
        assertThat(new NaiveSpeech().path(7, false)).isEqualTo("/ws/c7");
        assertThat(new NaiveSpeech().publication(3, 7, "#M")).isEqualTo("c7 #M");
        assertThat(socketIo.publication(3, 7, "#M")).isEqualTo("42[\"pub\",\"c7\",\"#M\"]");
    }
}

package carillon.bench.wire;

import java.util.Optional;

/** Socket.IO 4 over Engine.IO 4, WebSocket transport, as much of it as {@code src/test/bench/socketio/server.mjs} needs. */
public final class SocketIoSpeech implements Speech {

    @Override
    public String path(int channel, boolean publishes) {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public Optional<String> answer(String heard, int channel, boolean publishes) {
        if (heard.startsWith("0")) {
            return Optional.of("40");
        }
        if (heard.startsWith("2")) {
            return Optional.of("3");
        }
        return heard.startsWith("40") && !publishes ? Optional.of("42[\"sub\",\"" + Speech.name(channel) + "\"]") : Optional.empty();
    }

    @Override
    public boolean isReady(String heard, boolean publishes) {
        return publishes ? heard.startsWith("40") : heard.startsWith("42[\"subok\"");
    }

    @Override
    public String publication(long id, int channel, String payload) {
        return "42[\"pub\",\"" + Speech.name(channel) + "\",\"" + payload + "\"]";
    }
}

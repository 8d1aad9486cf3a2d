package carillon.bench.wire;

import java.util.Optional;

/** {@code carillon.v1}: docs/protocol.md. */
public final class V1Speech implements Speech {

    @Override
    public String path(int channel, boolean publishes) {
        return "/ws";
    }

    @Override
    public String headers() {
        return "Sec-WebSocket-Protocol: carillon.v1\r\n";
    }

    @Override
    public Optional<String> greeting(int channel, boolean publishes) {
        return Optional.of("{\"id\":1,\"type\":\"connect\",\"channels\":[" + (publishes ? "" : '"' + Speech.name(channel) + '"') + "]}");
    }

    @Override
    public boolean isReady(String heard, boolean publishes) {
        return heard.contains("\"connected\"");
    }

    @Override
    public boolean isRefusal(String heard) {
        return heard.contains("\"type\":\"error\"");
    }

    @Override
    public String publication(long id, int channel, String payload) {
        return "{\"id\":" + id + ",\"type\":\"publish\",\"channel\":\"" + Speech.name(channel) + "\",\"data\":\"" + payload + "\"}";
    }
}

package carillon.bench.wire;

/** Raw text, the second dialect of docs/protocol.md: the channel is in the URL, also of who publishes; a message is a payload. */
public final class RawSpeech implements Speech {

    @Override
    public String path(int channel, boolean publishes) {
        return "/ws/" + Speech.name(channel);
    }

    @Override
    public boolean isReady(String heard, boolean publishes) {
        return true;
    }

    @Override
    public boolean confirms() {
        return false;
    }

    @Override
    public String publication(long id, int channel, String payload) {
        return payload;
    }
}

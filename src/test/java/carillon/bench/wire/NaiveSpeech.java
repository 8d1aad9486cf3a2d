package carillon.bench.wire;

/** What the naive loop speaks: the channel is in the URL of who listens, and the first word of what is published. */
public final class NaiveSpeech implements Speech {

    @Override
    public String path(int channel, boolean publishes) {
        return "/ws/" + (publishes ? "none" : Speech.name(channel));
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
        return Speech.name(channel) + ' ' + payload;
    }
}

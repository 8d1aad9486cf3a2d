package carillon.sequence;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.List;
import java.util.Map;

/** A sequencer with a window of ten seconds, on a clock that the test sets; each step gives what came out. */
final class SequencerRig {

    /** The node's own origin: it has published nothing yet. */
    static final Origin A = new Origin("a");
    static final Origin B = new Origin("b");
    static final Channel NEWS = new Channel("news");

    final ManualTicker ticker = new ManualTicker();
    final Sequencer sequencer;
    private final RecordingOutlet outlet = new RecordingOutlet();

    SequencerRig() {
        this("65536", "16777216");
    }

    SequencerRig(String hold, String holdBytes) {
        sequencer = new Sequencer(Settings.of(Map.of("carillon.hold.max", hold, "carillon.hold.max.bytes", holdBytes, "carillon.history.window.ms", "10000")), ticker);
        ticker.advanceMs(1_000_000);
        sequencer.begin(A);
    }

    static Publication publication(Origin origin, long sequence) {
        return new Publication(NEWS, new Stamp(origin, sequence), Payload.text(origin.id() + sequence));
    }

    List<String> offer(Publication publication) {
        sequencer.offer(publication, outlet);
        return outlet.take();
    }

    List<String> offer(Origin origin, long... sequences) {
        for (long sequence : sequences) {
            sequencer.offer(publication(origin, sequence), outlet);
        }
        return outlet.take();
    }

    List<String> again(Origin origin, long sequence) {
        sequencer.again(publication(origin, sequence), outlet);
        return outlet.take();
    }

    List<String> retire(Origin origin) {
        sequencer.retire(origin, outlet);
        return outlet.take();
    }

    List<String> tick(long ms) {
        ticker.advanceMs(ms);
        sequencer.expire(outlet);
        return outlet.take();
    }

    List<String> told(Origin origin, long last, long silentMs, long ageMs) {
        sequencer.told(new News(origin, last, silentMs, ageMs), outlet);
        return outlet.take();
    }

    List<String> restore(Origin origin, long last, long silentMs, long ageMs) {
        sequencer.restore(List.of(new News(origin, last, silentMs, ageMs)), outlet);
        return outlet.take();
    }
}

package carillon.history;

import static carillon.history.Publications.A;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A history with a window of 24 seconds and room for 16,384 bytes, on a clock that the test sets. */
final class HistoryRig {

    final ManualTicker ticker = new ManualTicker();
    final History history = new History(Settings.of(Map.of("carillon.payload.max.bytes", "1024", "carillon.history.window.ms", "24000",
            "carillon.history.max.bytes", "16384")), ticker);

    void append(Channel channel, Origin origin, long... sequences) {
        for (long sequence : sequences) {
            history.append(Publications.of(channel, origin, sequence));
        }
    }

    /** A client comes back. */
    Catchup open(Map<Origin, Long> positions, Channel... channels) {
        return history.open(claim(positions), Map.of(), List.of(channels));
    }

    static Optional<Claim> claim(Map<Origin, Long> positions) {
        return Optional.of(new Claim(new Cursor(A, 0, positions), 0));
    }

    /** All that it reads until it is live. */
    static List<String> all(Catchup catchup) {
        List<String> all = new ArrayList<>();
        while (!catchup.isLive()) {
            all.addAll(Publications.texts(catchup.next(1_000).publications()));
        }
        return all;
    }
}

package carillon.hub;

import carillon.config.Settings;
import carillon.traffic.Stopwatch;
import java.util.Map;

/** Makes the fan-out of a hub for tests: with the default policy, and nobody to wait for. */
public final class Fanouts {

    private Fanouts() {
    }

    public static Fanout of(Hub hub) {
        return of(hub, Settings.of(Map.of()));
    }

    public static Fanout of(Hub hub, Settings settings) {
        return of(hub, settings, new Stopwatch());
    }

    public static Fanout of(Hub hub, Settings settings, Stopwatch stopwatch) {
        return new Fanout(hub, new OverflowPolicy(settings), () -> { }, stopwatch);
    }
}

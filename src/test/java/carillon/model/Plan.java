package carillon.model;

import carillon.config.Settings;
import java.util.Map;

/** What a seed decides about a schedule before it begins: sizes, limits, and which faults there are. */
final class Plan {

    /** One fault and nothing else, which nobody may lose anything by; or all of them. */
    enum Kind {
        LOSS("messages lost"), DUPLICATES("messages doubled"), DELAYS("delays"), KILLS("one node killed, clients leave"), NEWCOMERS("one node killed, others born, clients leave"),
        BROKER("broker restarted"), CLIENTS("clients leave"), STOPS("one node stopped"), ALL("all of these, several times, with tiny limits");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final Settings[] ROOMY = {settings(10_000, 4_000_000, 65_536, 65_536), settings(20_000, 4_000_000, 65_536, 65_536)};
    private static final Settings[] TIGHT = {ROOMY[0], settings(3_000, 4_000_000, 65_536, 65_536), settings(10_000, 16_384, 65_536, 65_536),
            settings(10_000, 4_000_000, 4, 65_536), settings(10_000, 16_384, 6, 3), settings(3_000, 65_536, 65_536, 2)};

    final Kind kind;
    final Settings settings;
    final boolean tight;
    final int nodes;
    final int clients;
    final int channels;
    final int publications;
    final long length;
    final double loss;
    final double twice;
    final double disorder;
    final int delay;
    final boolean repairsLost;
    final int kills;
    final int births;
    final int replayed;
    final int away;
    final int brokerDeaths;
    final int stops;
    final int cuts;
    final int departures;

    Plan(Clockwork chance) {
        kind = chance.chance(0.5) ? Kind.ALL : Kind.values()[chance.upTo(Kind.values().length - 1)];
        boolean all = kind == Kind.ALL;
        int variant = chance.upTo(all ? TIGHT.length : ROOMY.length);
        settings = (all ? TIGHT : ROOMY)[variant];
        tight = all && variant > 0;
        nodes = (int) chance.between(2, 4);
        clients = (int) chance.between(2, 5);
        channels = (int) chance.between(1, 4);
        publications = (int) chance.between(30, 120);
        length = chance.between(8_000, 16_000);
        loss = kind == Kind.LOSS || all && chance.chance(0.6) ? chance.between(1, 15) / 100.0 : 0;
        repairsLost = all && chance.chance(0.5);
        twice = kind == Kind.DUPLICATES || all && chance.chance(0.5) ? chance.between(1, 40) / 100.0 : 0;
        disorder = all && chance.chance(0.2) ? 0.2 : 0;
        delay = (int) (kind == Kind.DELAYS || all ? chance.between(1, 400) : chance.between(1, 20));
        kills = kind == Kind.KILLS || kind == Kind.NEWCOMERS ? 1 : all ? chance.upTo(4) : 0;
        births = kind == Kind.NEWCOMERS ? 2 : all && chance.chance(0.3) ? 1 : 0;
        replayed = (all || kind == Kind.NEWCOMERS) && chance.chance(0.3) ? (int) chance.between(1, 300) : 0;
        away = all ? 13_000 : kind == Kind.NEWCOMERS ? 6_000 : 3_000;
        brokerDeaths = kind == Kind.BROKER ? 1 : all ? chance.upTo(3) : 0;
        stops = kind == Kind.STOPS ? 1 : all ? chance.upTo(3) : 0;
        cuts = all ? chance.upTo(3) : 0;
        departures = kind == Kind.CLIENTS || kind == Kind.KILLS || kind == Kind.NEWCOMERS || all ? (int) chance.between(1, 8) : 0;
    }

    private static Settings settings(int window, int bytes, int hold, int floors) {
        return Settings.of(Map.of("carillon.payload.max.bytes", "1024", "carillon.history.window.ms", "" + window, "carillon.history.max.bytes", "" + bytes,
                "carillon.hold.max", "" + hold, "carillon.history.floors.max", "" + floors, "carillon.batch.max.bytes", "1024",
                "carillon.warmup.timeout.ms", Integer.getInteger("warmup", 10_000).toString()));
    }
}

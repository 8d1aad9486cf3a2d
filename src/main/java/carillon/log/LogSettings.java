package carillon.log;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What an operator may set of the log. Read before MicroProfile Config is there: a system property, or else the variable of the environment.
 *
 * @param json whether a record is a JSON object, and not text
 * @param fullTraces whether a stack trace is written whole, and not only what was thrown, and where
 * @param rate how many records a second one logger may write in the long run; 0: any number
 * @param node the node's name in JSON; empty if none is set
 */
record LogSettings(boolean json, boolean fullTraces, int rate, String node) {

    static final String FORMAT = "carillon.log.format";
    static final String TRACES = "carillon.log.traces";
    static final String RATE = "carillon.log.rate";
    private static final String NODE = "carillon.node";
    private static final int USUAL_RATE = 10;
    private static final int HIGHEST_RATE = 1_000_000;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException that names the setting that can't be understood
     */
    static LogSettings of(UnaryOperator<String> properties, UnaryOperator<String> environment) {
        UnaryOperator<String> setting = key -> Optional.ofNullable(properties.apply(key)).orElseGet(() -> environment.apply(key.toUpperCase(Locale.ROOT).replace('.', '_')));
        return new LogSettings(choice(FORMAT, setting.apply(FORMAT), "text", "json"), choice(TRACES, setting.apply(TRACES), "short", "full"), rate(setting.apply(RATE)),
                Optional.ofNullable(setting.apply(NODE)).orElse(""));
    }

    /** What is written where none of this can be understood, so that the sentence that says so is. */
    static LogSettings usual() {
        return new LogSettings(false, false, USUAL_RATE, "");
    }

    private static boolean choice(String key, String value, String preset, String other) {
        if (value == null || value.isBlank() || value.strip().equals(preset)) {
            return false;
        }
        if (value.strip().equals(other)) {
            return true;
        }
        throw new IllegalArgumentException(key + " is '" + preset + "' or '" + other + "', and not '" + value + "'.");
    }

    private static int rate(String value) {
        if (value == null || value.isBlank()) {
            return USUAL_RATE;
        }
        try {
            int rate = Integer.parseInt(value.strip());
            if (rate >= 0 && rate <= HIGHEST_RATE) {
                return rate;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw new IllegalArgumentException(RATE + " is a number from 0 to " + HIGHEST_RATE + ", and not '" + value + "'.");
    }
}

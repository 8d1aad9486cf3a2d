package carillon.cluster;

import java.util.Optional;

/** What the user has given with {@code -Dname=value}. */
public final class Options {

    private Options() {
    }

    /** Empty if it was not given, or is blank. */
    public static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A number within bounds, both included; anything else is refused with its name. */
    public static int number(String name, int otherwise, int least, int most) {
        String given = text(name).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Said below, as for a number out of range.
        }
        throw new ClusterException("-D" + name + "=" + given + " is not a number from " + least + " to " + most);
    }
}

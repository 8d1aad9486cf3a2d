package carillon.hub;

import carillon.channel.Channel;
import carillon.channel.Overflow;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which channels may lose what to a slow reader, as the setting {@value Settings#OVERFLOW} says: the first pattern that matches decides, and
 * {@link Overflow#CLOSE} where none does. Immutable.
 */
@ApplicationScoped
public class OverflowPolicy {

    private final List<Rule> rules = new ArrayList<>();

    /** A pattern is a channel's name, or the beginning of names with a star behind it. */
    private record Rule(String start, boolean open, Overflow overflow) {

        boolean matches(String name) {
            return open ? name.startsWith(start) : name.equals(start);
        }
    }

    /** For the container's proxy only. */
    protected OverflowPolicy() {
        this(Settings.of(Map.of()));
    }

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if it names a policy that there is not
     */
    @Inject
    public OverflowPolicy(Settings settings) {
        settings.overflow().forEach((pattern, word) -> rules.add(rule(pattern, word)));
    }

    private static Rule rule(String pattern, String word) {
        boolean open = pattern.endsWith("*");
        Overflow overflow = Overflow.parse(word).orElseThrow(() -> new IllegalArgumentException(
                Settings.OVERFLOW + ": '" + word + "' is none of close, drop-oldest, latest."));
        return new Rule(open ? pattern.substring(0, pattern.length() - 1) : pattern, open, overflow);
    }

    /** What becomes of the publications of a channel that are not read fast enough. */
    public Overflow of(Channel channel) {
        for (Rule rule : rules) {
            if (rule.matches(channel.name())) {
                return rule.overflow();
            }
        }
        return Overflow.CLOSE;
    }
}

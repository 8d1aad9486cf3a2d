package carillon.check;

import java.util.Optional;
import java.util.Set;

/** Where settings come from: the environment and the system properties, or a server's MicroProfile Config. */
public interface SettingsSource {

    /** The text of a setting, empty where it is not set or set to nothing. */
    Optional<String> value(String key);

    /** The names that are set, as they are written: {@code carillon.topic} or {@code CARILLON_TOPIC}; others than Carillon's too. */
    Set<String> names();
}

package carillon.launch;

import carillon.check.SettingsSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The settings of this process: system properties before variables of the environment, as MicroProfile Config has it. Immutable.
 *
 * @param variables of the environment
 * @param properties of the system
 * @param arguments of the command line
 */
record ProcessSource(Map<String, String> variables, Map<String, String> properties, List<String> arguments) implements SettingsSource {

    /** Those of the process that runs. */
    static ProcessSource ofThisProcess(List<String> arguments) {
        Properties system = System.getProperties();
        Map<String, String> properties = new HashMap<>();
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        return new ProcessSource(Map.copyOf(System.getenv()), properties, List.copyOf(arguments));
    }

    /** A system property; else the variable of that name, of that name with underscores, or of that in capitals. Nothing is as good as unset. */
    @Override
    public Optional<String> value(String key) {
        String underscored = key.replaceAll("[^A-Za-z0-9]", "_");
        for (String text : new String[] {properties.get(key), variables.get(key), variables.get(underscored), variables.get(underscored.toUpperCase(Locale.ROOT))}) {
            if (text != null) {
                return Optional.of(text).filter(one -> !one.isEmpty());
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>(variables.keySet());
        names.addAll(properties.keySet());
        return names;
    }

    /** A variable of the environment, for what the server reads from there only; a variable that is set to nothing is set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Whether an option stands on the command line, in any case. */
    boolean has(String option) {
        return arguments.stream().anyMatch(option::equalsIgnoreCase);
    }

    /** What follows an option of the command line. */
    Optional<String> option(String name) {
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (name.equalsIgnoreCase(arguments.get(i))) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }
}

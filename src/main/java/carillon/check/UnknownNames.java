package carillon.check;

import carillon.config.Settings;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Warns of names that begin as Carillon's do but that nobody reads, with the known name that is nearest. */
final class UnknownNames implements Advice {

    private static final String PREFIX = "carillon.";
    private static final String VARIABLE_PREFIX = "CARILLON_";

    @Override
    public void examine(Settings settings, SettingsSource source, Findings findings) {
        Set<String> known = KnownNames.all();
        Set<String> variables = known.stream().map(UnknownNames::variable).collect(Collectors.toSet());
        for (String name : new TreeSet<>(source.names())) {
            if (name.startsWith(PREFIX) && !known.contains(name) && !KnownNames.isOfAFamily(name)) {
                findings.warn(sentence(name, nearest(name, known)));
            } else if (name.startsWith(VARIABLE_PREFIX) && !variables.contains(name) && !KnownNames.isOfAFamily(dotted(name))) {
                findings.warn(sentence(name, nearest(dotted(name), known).map(UnknownNames::variable)));
            }
        }
    }

    private static String sentence(String name, Optional<String> nearest) {
        return name + " is no setting of Carillon, and nothing reads it" + nearest.map(known -> "; did you mean " + known + "?").orElse(".");
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** A name is near if at most a third of it has to be written otherwise. */
    private static Optional<String> nearest(String name, Set<String> known) {
        return known.stream().min(Comparator.comparingInt((String one) -> distance(name, one)).thenComparing(Comparator.naturalOrder()))
                .filter(one -> distance(name, one) <= Math.max(2, (name.length() - PREFIX.length()) / 3));
    }

    /** How many letters have to be put in, taken away or changed (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(same, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}

package carillon.check;

import carillon.channel.Channel;
import carillon.config.Settings;
import carillon.security.OriginPolicy;
import java.util.ArrayList;
import java.util.List;

/** Warns of origins that no browser sends, and of patterns that no channel matches. */
final class ValuesThatNeverMatch implements Advice {

    @Override
    public void examine(Settings settings, SettingsSource source, Findings findings) {
        settings.origins().stream().filter(OriginPolicy::neverMatches).forEach(origin -> findings.warn(Settings.ORIGINS + ": '" + origin
                + "' is no origin and matches none; write it as a browser does, for instance https://portal.example or http://portal.example:8080."));
        List<String> before = new ArrayList<>();
        settings.overflow().keySet().forEach(pattern -> {
            if (!canMatch(pattern)) {
                findings.warn(Settings.OVERFLOW + ": no channel matches the pattern '" + pattern + "'. " + Channel.RULE + " A star may stand at the end only.");
            } else {
                before.stream().filter(earlier -> covers(earlier, pattern)).findFirst().ifPresent(earlier -> findings.warn(Settings.OVERFLOW + ": the pattern '"
                        + pattern + "' decides nothing, since '" + earlier + "' stands before it and matches all that it matches."));
            }
            before.add(pattern);
        });
    }

    /** A pattern can match if it is a channel, or becomes one where its star is filled in. */
    private static boolean canMatch(String pattern) {
        if (!pattern.endsWith("*")) {
            return Channel.parse(pattern).isPresent();
        }
        String start = pattern.substring(0, pattern.length() - 1);
        return start.isEmpty() || Channel.parse(start).isPresent() || Channel.parse(start + "x").isPresent();
    }

    private static boolean covers(String earlier, String later) {
        return earlier.endsWith("*") && later.startsWith(earlier.substring(0, earlier.length() - 1));
    }
}

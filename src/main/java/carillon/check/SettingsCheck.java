package carillon.check;

import carillon.config.Settings;
import carillon.hub.OverflowPolicy;
import carillon.security.HostPolicy;
import java.util.List;
import java.util.Optional;

/** Reads all settings as a node does, and then asks each {@link Advice}. Stateless. */
public final class SettingsCheck {

    private static final List<Advice> ADVICE = List.of(new UnknownNames(), new ValuesThatNeverMatch(), new Relations(),
            new HeapSize(Runtime.getRuntime().maxMemory()));

    private SettingsCheck() {
    }

    /**
     * Reads the settings.
     *
     * @param findings where a refusal, or warnings, are put
     * @return the settings, empty if they are refused
     */
    public static Optional<Settings> examine(SettingsSource source, Findings findings) {
        try {
            Settings settings = Settings.from(source::value);
            new OverflowPolicy(settings);
            new HostPolicy(settings);
            settings.clusterKeys().require();
            advise(settings, source, findings);
            return Optional.of(settings);
        } catch (IllegalArgumentException refused) {
            new UnknownNames().examine(Settings.from(key -> Optional.empty()), source, findings);
            findings.refuse(ExitStatus.CONFIGURATION, refused.getMessage());
            return Optional.empty();
        }
    }

    /** Warns of what is taken but can't do what it is meant to. */
    public static void advise(Settings settings, SettingsSource source, Findings findings) {
        ADVICE.forEach(advice -> advice.examine(settings, source, findings));
    }
}

package carillon.check;

import carillon.config.Settings;

/** Warns of one kind of setting that is taken but can't do what it is meant to. Stateless. */
interface Advice {

    /**
     * Looks at settings that were taken.
     *
     * @param source where they came from
     * @param findings where warnings are put
     */
    void examine(Settings settings, SettingsSource source, Findings findings);
}

package carillon.launch;

import carillon.check.Findings;
import carillon.config.Settings;
import java.util.Optional;

/** One thing that is looked at before the server boots. Stateless. */
interface StartCheck {

    /**
     * Looks at it.
     *
     * @param node what the node is told
     * @param settings as they were read, empty if they are refused
     * @param findings where refusals and warnings are put
     */
    void examine(NodeConfiguration node, Optional<Settings> settings, Findings findings);
}

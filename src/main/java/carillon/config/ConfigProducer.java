package carillon.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Gives the beans the settings of this deployment and the real clock. */
@ApplicationScoped
public class ConfigProducer {

    /**
     * The settings as MicroProfile Config has them now; they don't change afterwards. Where one is refused the application can't start, says so
     * ({@link StartOutcome}), and has the defaults meanwhile, by which nothing runs.
     */
    @Produces
    @Singleton
    Settings settings() {
        Config config = ConfigProvider.getConfig();
        try {
            Settings settings = Settings.from(key -> config.getOptionalValue(key, String.class));
            settings.clusterKeys().require();
            return settings;
        } catch (IllegalArgumentException refused) {
            StartOutcome.failed(refused.getMessage());
            return Settings.of(Map.of());
        }
    }

    /** Which version this is. */
    @Produces
    @Singleton
    Release release() {
        return Release.ofThisBuild();
    }

    /** The time of day; only to be compared with that of other nodes. */
    @Produces
    @Dependent
    InstantSource timeOfDay() {
        return InstantSource.system();
    }

    /** The clock of the machine. */
    @Produces
    @Dependent
    Ticker ticker() {
        return System::nanoTime;
    }
}

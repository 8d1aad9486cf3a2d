package carillon.doctor.symptoms;

import carillon.backplane.Provider;
import carillon.backplane.Uplink;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that the broker's client tells has known holes. Most clients tell their own version, so the broker may be newer, or older. */
@Dependent
class UnsafeBroker implements Symptom {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\.(\\d{1,4}))?");

    /** Artemis calls itself ActiveMQ too, and is at version 2. */
    private static final int ARTEMIS = 2;
    /** Its resource adapter, which WildFly has, says "2.4" whatever it is, and whatever the broker (ActiveMQRAConnectionMetaData, Artemis 2.44). */
    private static final String ARTEMIS_ADAPTER = "ActiveMQ Artemis";

    private final Uplink uplink;

    @Inject
    UnsafeBroker(Uplink uplink) {
        this.uplink = uplink;
    }

    @Override
    public Ailment of() {
        return Ailment.UNSAFE_BROKER;
    }

    @Override
    public Optional<String> look() {
        return uplink.provider().filter(UnsafeBroker::isUnsafe)
                .map(provider -> provider.name() + " " + provider.version() + " (what this node's client of the broker says of itself) has known holes; safe are ActiveMQ 6.3.1, 6.2.7, Artemis 2.55.0 and later.");
    }

    private static boolean isUnsafe(Provider provider) {
        int[] version = numbers(provider.version());
        if (version.length == 0 || !provider.name().contains("ActiveMQ") || provider.name().equals(ARTEMIS_ADAPTER)) {
            return false;
        }
        if (version[0] == ARTEMIS) {
            return isBelow(version, ARTEMIS, 55, 0);
        }
        boolean patched = version[0] == 6 && version[1] == 2;
        return patched ? isBelow(version, 6, 2, 7) : isBelow(version, 6, 3, 1);
    }

    /** The first three numbers; none if it does not begin with one. */
    private static int[] numbers(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.lookingAt() ? new int[] {number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))} : new int[0];
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static boolean isBelow(int[] version, int... safe) {
        return Arrays.compare(version, safe) < 0;
    }
}

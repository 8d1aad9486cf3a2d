package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.Patience;
import carillon.cluster.Node;
import carillon.doctor.Ailment;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What the doctor of a node says, at its readiness probe. */
final class Diagnosis {

    /** That it is within 10 s is shown with a clock set by hand ({@link carillon.DoctorTest}); here a machine may be short of processors. */
    static final Duration SOON = Patience.LONGEST;

    private Diagnosis() {
    }

    /** What it says of an ailment; empty if the node has not got it. */
    static Optional<JsonObject> check(URI node, Ailment ailment) {
        return Http.json(Uris.http(node, "health/ready")).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("name").equals(ailment.word())).findFirst();
    }

    static Optional<JsonObject> check(Node node, Ailment ailment) {
        return check(node.uri(), ailment);
    }

    /** Waits until it is found, with its severity and what cures it; gives what is said of it. */
    static JsonObject awaitFound(Node node, Ailment ailment) {
        await(ailment.word()).atMost(SOON).until(() -> check(node, ailment).isPresent());
        JsonObject check = check(node, ailment).orElseThrow();
        assertThat(check.getString("diagnosis")).isNotBlank();
        assertThat(check.getString("severity")).isEqualTo(ailment.severity().word());
        assertThat(check.getJsonArray("cure").getString(0)).isEqualTo(ailment.cures().get(0).line());
        System.out.println(check);
        return check;
    }

    static void awaitGone(Node node, Ailment ailment) {
        await("no " + ailment.word()).atMost(SOON).until(() -> check(node, ailment).isEmpty());
    }
}

package carillon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteTest {

    private static final Map<String, String> WILDFLY = Map.of("jboss.server.base.dir", "/opt/wildfly/standalone");
    private static final Map<String, String> PAYARA = Map.of("com.sun.aas.installRoot", "/opt/payara6/glassfish", "com.sun.aas.instanceRoot", "/opt/payara6/glassfish/domains/domain1");
    private static final Map<String, String> MICRO = Map.of("com.sun.aas.installRoot", "/tmp/payaramicro-rt1/", "com.sun.aas.instanceRoot", "/tmp/payaramicro-rt1");

    private static Site site(Map<String, String> properties, String adapter) {
        return Site.of(properties::get, Optional.ofNullable(adapter));
    }

    @Test
    void isKnownByWhatTheServerAndTheDescriptorsSay() {
        assertThat(site(PAYARA, null)).isEqualTo(new Site(Cure.Server.PAYARA, Cure.Adapter.ACTIVEMQ));
        assertThat(site(MICRO, null)).isEqualTo(new Site(Cure.Server.PAYARA_MICRO, Cure.Adapter.ACTIVEMQ));
        assertThat(site(PAYARA, "jmsra")).isEqualTo(new Site(Cure.Server.PAYARA, Cure.Adapter.OPENMQ));
        assertThat(site(WILDFLY, null)).isEqualTo(new Site(Cure.Server.WILDFLY, Cure.Adapter.ACTIVEMQ));
        assertThat(site(WILDFLY, "activemq-rar.rar")).isEqualTo(new Site(Cure.Server.WILDFLY, Cure.Adapter.ACTIVEMQ));
        assertThat(site(WILDFLY, "carillon-in")).isEqualTo(new Site(Cure.Server.WILDFLY, Cure.Adapter.ARTEMIS));
        assertThat(site(WILDFLY, "carillon")).isEqualTo(new Site(Cure.Server.WILDFLY, Cure.Adapter.EMBEDDED));
        assertThat(site(Map.of(), "another")).isEqualTo(Site.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void namesNothingThatPayaraMicroHasNot(Ailment ailment) {
        assertThat(site(MICRO, null).lines(ailment)).singleElement().asString().doesNotContain("asadmin").doesNotContain("jboss-cli").doesNotContain("TARGET");
    }

    @Test
    void givesTheLinesThatFit() {
        assertThat(site(MICRO, null).lines(Ailment.OTHER_CLUSTER)).containsExactly("kill -TERM PID && CARILLON_TOPIC=carillon.OWN java -jar carillon-node.jar   # on all nodes of this cluster");
        assertThat(site(PAYARA, null).lines(Ailment.STOPPED_LISTENER)).containsExactly("asadmin disable --target TARGET carillon && asadmin enable --target TARGET carillon");
        assertThat(site(PAYARA, null).lines(Ailment.MISSING_NODES)).singleElement().asString().contains("activemq-rar").startsWith("asadmin");
        assertThat(site(PAYARA, "jmsra").lines(Ailment.MISSING_NODES)).singleElement().asString().contains("REMOTE");
        assertThat(site(WILDFLY, null).lines(Ailment.BROKER_AWAY)).singleElement().asString().contains("test-connection-in-pool");
        assertThat(site(WILDFLY, "carillon-in").lines(Ailment.BROKER_AWAY)).singleElement().asString().contains("carillon-broker");
        assertThat(site(WILDFLY, "carillon").lines(Ailment.NO_REPLAY)).as("Artemis has no replay").isEmpty();
        assertThat(site(WILDFLY, null).lines(Ailment.CLOCK_SKEW)).containsExactly("timedatectl set-ntp true");
        for (Ailment ailment : Ailment.values()) {
            assertThat(Site.UNKNOWN.lines(ailment)).hasSameSizeAs(ailment.cures());
        }
    }
}

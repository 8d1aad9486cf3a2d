package carillon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @EnumSource
    void haveTheDefaultWhereNothingIsSet(Limit limit) {
        assertThat(Settings.of(Map.of()).get(limit)).isEqualTo(limit.preset());
    }

    @Test
    void haveNamesByDefault() {
        Settings settings = Settings.of(Map.of());
        assertThat(settings.node()).isEmpty();
        assertThat(settings.topic()).isEqualTo("carillon");
        assertThat(settings.rejectedQueue()).isEqualTo("carillon.rejected");
        assertThat(settings.origins()).isEmpty();
        assertThat(settings.originsRequired()).isFalse();
    }

    @Test
    void readEachKeyFromTheSource() {
        Set<String> asked = new HashSet<>();
        Settings.from(key -> {
            asked.add(key);
            return Optional.empty();
        });
        assertThat(asked).contains(Settings.NODE, Settings.TOPIC, Settings.REJECTED_QUEUE, Settings.HOSTS, Settings.HTTP_ADDRESS, Settings.ORIGINS, Settings.ORIGINS_REQUIRED, Settings.OVERFLOW, Settings.STREAM,
                Settings.CURSOR_KEY, Settings.CURSOR_KEY_PREVIOUS, Settings.OPS_TOKEN, Settings.LEVEL, Settings.JOURNAL, Settings.ADAPTER,
                ClusterKeys.KEY, ClusterKeys.PREVIOUS, ClusterKeys.UNSIGNED, ClusterKeys.BROKER_PASSWORD, Settings.BROKER_URL, Settings.HTTP_PORT)
                .hasSize(Limit.values().length + 22);
    }

    @Test
    void tellOfTheBrokersAddressNoLoginAndNoOption() {
        assertThat(Settings.of(Map.of("carillon.broker.url", "tcp://me:secret@a:61616?jms.password=secret,ssl://b:61617")).broker()).contains("tcp://a:61616,ssl://b:61617");
        assertThat(Settings.of(Map.of("carillon.broker.url", "failover:(tcp://a:1?x=secret,tcp://b:2)?y=secret")).broker()).contains("failover:(tcp://a:1,tcp://b:2)");
        assertThat(Settings.of(Map.of()).broker()).isEmpty();
        assertThat(Settings.of(Map.of("carillon.http.port", "8080", "carillon.http.address", "127.0.0.1")).address()).isEqualTo("http://127.0.0.1:8080");
        assertThat(Settings.of(Map.of()).address()).isEmpty();
    }

    @Test
    void haveALevelThatCanBeReached() {
        assertThat(Settings.of(Map.of()).level()).isEqualTo("accepted");
        assertThat(Settings.of(Map.of("carillon.level", "echoed")).level()).isEqualTo("echoed");
        assertThat(Settings.of(Map.of("carillon.level", "durable", "carillon.journal", "carillon.journal")).level()).isEqualTo("durable");
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.level", "durable"))).withMessageContaining("carillon.journal");
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.level", "sure"))).withMessageContaining("accepted, echoed or durable");
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.journal", "a,b"))).withMessageContaining("carillon.journal");
    }

    @Test
    void haveWhatIsSet() {
        Settings settings = Settings.of(Map.of("carillon.ping.interval.ms", "1500", "carillon.node", "tower 1.east", "carillon.topic", "a.b-c_d",
                "carillon.origins", " https://a.example , ,http://b.example:81 ", "carillon.origins.required", "true"));
        assertThat(settings.get(Limit.PING_INTERVAL_MS)).isEqualTo(1_500);
        assertThat(settings.nanos(Limit.PING_INTERVAL_MS)).isEqualTo(1_500_000_000L);
        assertThat(settings.node()).contains("tower 1.east");
        assertThat(settings.topic()).isEqualTo("a.b-c_d");
        assertThat(settings.origins()).containsExactly("https://a.example", "http://b.example:81");
        assertThat(settings.originsRequired()).isTrue();
    }

    @Test
    void countNanosecondsBeyondAnInt() {
        assertThat(Settings.of(Map.of("carillon.write.timeout.ms", "3600000")).nanos(Limit.WRITE_TIMEOUT_MS)).isEqualTo(3_600_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "a?consumer.prefetchSize=1", "a.>", "*", "topic://a", ".a", "a.", "a..b", "a\n"})
    void refuseADestinationThatABrokerCouldReadOtherwise(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.topic", name))).withMessageStartingWith("carillon.topic must ");
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.rejected.queue", name))).withMessageStartingWith("carillon.rejected.queue must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "<b>", "\"", "ä", "12345678901234567890123456789012345678901234567890123456789012345"})
    void refuseANodeNameThatIsNoName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.node", name))).withMessageStartingWith("carillon.node must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "TRUE", "1"})
    void refuseASwitchThatIsNeitherTrueNorFalse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.origins.required", text)))
                .withMessage("carillon.origins.required must be true or false, not '" + text + "'.");
    }

    @Test
    void refuseAnOutboxThatOnePublicationCouldOverflow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.outbox.max.bytes", "262143")))
                .withMessageContainingAll("carillon.outbox.max.bytes (262143)", "4 times carillon.payload.max.bytes (65536)");
        assertThat(Settings.of(Map.of("carillon.outbox.max.bytes", "262144")).get(Limit.OUTBOX_MAX_BYTES)).isEqualTo(262_144);
        assertThatIllegalArgumentException().as("8 times overflows no int")
                .isThrownBy(() -> Settings.of(Map.of("carillon.payload.max.bytes", "16777216", "carillon.outbox.max.bytes", "16384")));
    }

    @Test
    void refuseATimeOutThatOneLateHeartbeatReaches() {
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("carillon.heartbeat.timeout.ms", "1999")))
                .withMessageContainingAll("carillon.heartbeat.timeout.ms (1999)", "carillon.heartbeat.interval.ms (1000)");
    }

    @Test
    void areNotChangedThroughWhatTheyGive() {
        assertThat(Settings.of(Map.of("carillon.origins", "https://a.example")).origins()).isUnmodifiable();
    }
}

package carillon.check;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told of settings before anything uses them. */
class SettingsCheckTest {

    private final Map<String, String> set = new HashMap<>(Map.of("carillon.broker.password", "of the nodes"));
    private final Findings findings = new Findings();

    private Findings examine(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            set.put(pairs[i], pairs[i + 1]);
        }
        SettingsCheck.examine(new SettingsSource() {

            @Override
            public Optional<String> value(String key) {
                return Optional.ofNullable(set.get(key));
            }

            @Override
            public Set<String> names() {
                return set.keySet();
            }
        }, findings);
        return findings;
    }

    @Test
    void saysNothingOfTheDefaults() {
        assertThat(examine().warnings()).isEmpty();
        assertThat(findings.refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"carillon.level,bogus", "carillon.publish.rate,many", "carillon.cursor.key,short", "carillon.topic,a b", "carillon.overflow,news=sometimes", "carillon.stream,yes"})
    void refusesASettingWithTheStatusOfAConfiguration(String key, String value) {
        assertThat(examine(key, value).refusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.status()).isEqualTo(ExitStatus.CONFIGURATION);
            assertThat(refusal.sentence()).startsWith(key);
        });
    }

    @Test
    void refusesANodeWithoutASecretOfItsCluster() {
        set.clear();
        assertThat(examine().refusal().orElseThrow().sentence()).contains("carillon.cluster.key").contains("carillon.broker.password");
        assertThat(new SettingsCheckTest().examine("carillon.cluster.key", "a secret of all nodes").refusals()).isEmpty();
    }

    @Test
    void saysNothingOfASecret() {
        assertThat(examine("carillon.cursor.key", "hunter2").refusal().orElseThrow().sentence()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"carillon.pubish.rate,carillon.publish.rate", "CARILLON_TOPICS,CARILLON_TOPIC", "CARILLON_OUTBOX_MAXBYTES,CARILLON_OUTBOX_MAX_BYTES",
        "CARILLON_BROKER_PASWORD,CARILLON_BROKER_PASSWORD", "carillon.Topic,carillon.topic"})
    void warnsOfANameThatNobodyReadsAndNamesTheNearest(String name, String nearest) {
        assertThat(examine(name, "secret-value").warnings()).singleElement().asString().contains(name).contains("did you mean " + nearest + "?").doesNotContain("secret-value");
    }

    @Test
    void namesNoneWhereNoneIsNear() {
        assertThat(examine("CARILLON_COLOUR_OF_THE_SKY", "blue").warnings()).singleElement().asString().contains("CARILLON_COLOUR_OF_THE_SKY").doesNotContain("did you mean");
    }

    @Test
    void warnsOfAnUnknownNameAlsoWhereASettingIsRefused() {
        assertThat(examine("carillon.level", "bogus", "carillon.levle", "echoed").warnings()).singleElement().asString().contains("carillon.levle");
    }

    @Test
    void knowsAllThatIsReadAndWhatIsNotOurs() {
        KnownNames.all().forEach(name -> set.put(name.toUpperCase().replace('.', '_'), ""));
        assertThat(examine("PATH", "/bin", "user.home", "/root", "carillonesque", "1", "CARILLON_PEER_1_HOST", "a", "carillon.node", "n").warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "https://example.com/", "https://*.example.com", "HTTPS://example.com", "null", "ftp://example.com", "https://example.com:70000"})
    void warnsOfAnOriginThatNoBrowserSends(String origin) {
        assertThat(examine(Settings.ORIGINS, "https://fine.example, " + origin).warnings()).singleElement().asString().startsWith("carillon.origins: '" + origin + "'");
        assertThat(findings.refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "*.news", "a*b", "ä", "a/b", "news..*", ".*"})
    void warnsOfAPatternThatNoChannelMatches(String pattern) {
        assertThat(examine(Settings.OVERFLOW, pattern + "=latest").warnings()).singleElement().asString().startsWith("carillon.overflow: ").contains("'" + pattern + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "news", "news.*", "news:*", "n*", "a.b:c-d_e~f"})
    void saysNothingOfAPatternThatAChannelMatches(String pattern) {
        assertThat(examine(Settings.OVERFLOW, pattern + "=latest").warnings()).isEmpty();
    }

    @Test
    void warnsOfAPatternBehindOneThatTakesAllItMatches() {
        assertThat(examine(Settings.OVERFLOW, "prices.eu=close,prices.*=latest,prices.us=close").warnings()).singleElement().asString().contains("'prices.us'");
    }

    @ParameterizedTest
    @CsvSource({"carillon.fence.away.ms,60000,carillon.history.window.ms", "carillon.heartbeat.timeout.ms,10000,carillon.fence.ms", "carillon.fence.ms,50000,carillon.fence.away.ms",
        "carillon.live.ms,10000,carillon.fence.ms", "carillon.message.max.bytes,65535,carillon.payload.max.bytes", "carillon.window.max.bytes,65535,carillon.payload.max.bytes",
        "carillon.publish.queue.max.bytes,16384,carillon.payload.max.bytes", "carillon.hold.max.bytes,16384,carillon.payload.max.bytes",
        "carillon.unechoed.max.bytes,16384,carillon.payload.max.bytes"})
    void warnsOfLimitsThatAreWrongTogether(String key, String value, String other) {
        assertThat(examine(key, value).warnings()).singleElement().asString().contains(key + " (" + value + ")").contains(other);
    }

    @Test
    void saysNothingOfLimitsAtTheBorder() {
        assertThat(examine("carillon.fence.away.ms", "59999", "carillon.heartbeat.timeout.ms", "9999", "carillon.window.max.bytes", "0").warnings()).isEmpty();
    }

    @Test
    void warnsOfAKeyBeforeOneThatIsNotThere() {
        String key = "0123456789abcdef";
        assertThat(examine("carillon.cursor.key.previous", key).warnings()).singleElement().asString().contains("carillon.cursor.key").doesNotContain(key);
        set.put("carillon.cursor.key", key);
        assertThat(examine().warnings()).as("of both").hasSize(2);
    }

    @Test
    void warnsOfAJournalThatIsTheTopic() {
        assertThat(examine("carillon.topic", "news", "carillon.journal", "news").warnings()).singleElement().asString().contains("carillon.journal");
    }

    @Test
    void keepsTheOrderInWhichThingsWereFound() {
        findings.refuse(ExitStatus.CONFIGURATION, "a");
        findings.refuse(ExitStatus.UNAVAILABLE, "b");
        assertThat(findings.refusals()).extracting(Findings.Refusal::sentence).isEqualTo(List.of("a", "b"));
        assertThat(findings.refusal().orElseThrow().status()).isEqualTo(ExitStatus.CONFIGURATION);
    }
}

package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import carillon.channel.Channel;
import carillon.channel.Overflow;
import carillon.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverflowPolicyTest {

    private static OverflowPolicy policy(String setting) {
        return new OverflowPolicy(Settings.of(Map.of("carillon.overflow", setting)));
    }

    private static Overflow of(String setting, String channel) {
        return policy(setting).of(new Channel(channel));
    }

    @Test
    void closesWhereNothingIsSaid() {
        assertThat(of("", "news")).isEqualTo(Overflow.CLOSE);
        assertThat(of("sport=latest", "news")).isEqualTo(Overflow.CLOSE);
    }

    @Test
    void takesTheFirstPatternThatMatches() {
        String setting = " prices.eur = close , prices.* = latest, *=drop-oldest";
        assertThat(of(setting, "prices.eur")).isEqualTo(Overflow.CLOSE);
        assertThat(of(setting, "prices.usd")).isEqualTo(Overflow.LATEST);
        assertThat(of(setting, "news")).isEqualTo(Overflow.DROP_OLDEST);
    }

    @Test
    void matchesWholeNamesWhereThereIsNoStar() {
        assertThat(of("news=latest", "news.local")).isEqualTo(Overflow.CLOSE);
        assertThat(of("new=latest", "news")).isEqualTo(Overflow.CLOSE);
    }

    @Test
    void refusesWhatIsNoPolicy() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy("news=sometimes")).withMessageContainingAll("carillon.overflow", "'sometimes'");
        assertThatIllegalArgumentException().isThrownBy(() -> policy("news")).withMessageContainingAll("carillon.overflow", "'news'");
    }
}

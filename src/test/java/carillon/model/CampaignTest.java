package carillon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole clusters of the real core under random faults; {@code -Dschedules=} and {@code -Dseed=} for more, or others, {@code -Dwrite} to put the figures into docs/reliability.md. */
class CampaignTest {

    private static final long SCHEDULES = Long.getLong("schedules", 3_000);
    private static final long SEED = Long.getLong("seed", 1);

    @Test
    void nothingIsDoubledReorderedOrSilentlyLostWhateverHappens() throws Exception {
        Campaign campaign = new Campaign().run(SEED, SCHEDULES, 10);
        Page.write(campaign.table());
        if (SCHEDULES > 10_000) {
            System.out.print(campaign.table());
        }
        assertThat(campaign.failures()).as("seeds from " + SEED + "\n" + campaign.table()).isEmpty();
        assertThat(campaign.schedules()).isEqualTo(SCHEDULES);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void norWhateverSomebodyWritesToTheTopic(Attack attack) {
        Campaign campaign = new Campaign(attack.name()).run(SEED, SCHEDULES / 10, 10);
        assertThat(campaign.failures()).as("seeds from " + SEED + "\n" + campaign.table()).isEmpty();
    }

    @Test
    void aSeedDecidesEverything() {
        for (long seed = 1; seed < 20; seed++) {
            assertThat(new Schedule(seed).run().published).isEqualTo(new Schedule(seed).run().published);
        }
    }
}

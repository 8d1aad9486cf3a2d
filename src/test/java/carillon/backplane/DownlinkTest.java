package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.config.ManualTicker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class DownlinkTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Downlink downlink = new Downlink(ticker);

    @Test
    void knowsHowLongItIsAtWork() {
        assertThat(downlink.silentMs()).isEmpty();
        downlink.enter();
        downlink.linger();
        ticker.advanceMs(70);
        assertThat(downlink.busyMs()).isEqualTo(70);
        downlink.leave();
        assertThat(downlink.busyMs()).isZero();
        assertThat(downlink.silentMs()).hasValue(70);
        assertThat(downlink.calls()).isEqualTo(1);
        assertThat(downlink.overlaps()).isZero();
    }

    @Test
    void seesASecondSessionThatComesAMomentLater() throws InterruptedException {
        Downlink patient = new Downlink(ticker, 1, 20_000);
        Thread first = new Thread(() -> {
            patient.enter();
            patient.linger();
            patient.leave();
        });
        first.start();
        await().until(() -> patient.calls() == 1);
        patient.enter();
        patient.linger();
        first.join();
        assertThat(patient.overlaps()).as("the first was held up, and went on at once").isEqualTo(1);
    }

    @Test
    void holdsUpOnlyHeartbeatsThatComeOutOfASilence() {
        Downlink patient = new Downlink(ticker, 2, 600_000); // would hold up for ten minutes
        heldUp(patient);
        for (int i = 0; i < 1_000; i++) {
            ticker.advanceMs(199);
            patient.enter();
            patient.linger();
            patient.leave();
        }
        ticker.advanceMs(200);
        patient.enter();
        patient.leave();
        ticker.advanceMs(200);
        heldUp(patient);
        ticker.advanceMs(200);
        patient.enter();
        patient.linger();
        patient.leave();
        assertThat(patient.calls()).as("the two that may be held up were").isEqualTo(1_004);
    }

    private static void heldUp(Downlink patient) {
        long calls = patient.calls();
        Thread call = new Thread(() -> {
            patient.enter();
            patient.linger();
            patient.leave();
        });
        call.start();
        await().until(() -> patient.calls() > calls && call.getState() == Thread.State.TIMED_WAITING);
        call.interrupt();
        await().until(() -> !call.isAlive());
    }
}

package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.Settings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final Turnstile turnstile = new Turnstile(Settings.of(Map.of("carillon.handshakes.max", "1", "carillon.handshakes.waiting.max", "1")));

    @Test
    void letsOneWaitAndRefusesTheNextAtOnce() throws InterruptedException, ExecutionException, TimeoutException {
        assertThat(turnstile.enter()).isTrue();
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(turnstile::enter);
        Awaitility.await().until(() -> turnstile.waiting() == 1);
        assertThat(turnstile.enter()).isFalse();
        assertThat(second).as("waits").isNotDone();
        turnstile.leave();
        assertThat(second.get(120, TimeUnit.SECONDS)).isTrue();
        assertThat(turnstile.waiting()).isZero();
        turnstile.leave();
        assertThat(turnstile.enter()).isTrue();
    }

    @Test
    void letsNobodyWaitForEver() {
        assertThat(turnstile.enter()).isTrue();
        assertThat(turnstile.enter()).isFalse();
        assertThat(turnstile.waiting()).isZero();
    }

    @Test
    void letsInTwoForEachProcessorUnlessToldOtherwise() {
        Turnstile preset = new Turnstile(Settings.of(Map.of("carillon.handshakes.waiting.max", "0")));
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            assertThat(preset.enter()).isTrue();
        }
        assertThat(preset.enter()).isFalse();
    }
}

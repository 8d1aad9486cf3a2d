package carillon.history;

import static carillon.history.Publications.A;
import static carillon.history.Publications.B;
import static carillon.history.Publications.NEWS;
import static carillon.history.Publications.SPORT;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.history.cursor.Cursor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloorsTest {

    private final Floors floors = new Floors(3);

    private static Cursor cursor(long a, long b) {
        return new Cursor(A, 0, Map.of(A, a, B, b));
    }

    @Test
    void allowEverythingAsLongAsThereAreNone() {
        assertThat(floors.allow(cursor(0, 0), NEWS)).isTrue();
        floors.raise(A, 0, 1);
        assertThat(floors.size()).isZero();
    }

    @Test
    void ofAnOriginAreForAllChannels() {
        floors.raise(A, 5, 1);
        assertThat(floors.allow(cursor(4, 9), NEWS)).isFalse();
        assertThat(floors.allow(cursor(4, 9), SPORT)).isFalse();
        assertThat(floors.allow(cursor(5, 0), NEWS)).isTrue();
    }

    @Test
    void ofAChannelAreForItAndItsOriginOnly() {
        floors.evicted(NEWS, A, 5, 1);
        assertThat(floors.allow(cursor(4, 9), NEWS)).isFalse();
        assertThat(floors.allow(cursor(5, 0), NEWS)).isTrue();
        assertThat(floors.allow(cursor(0, 0), SPORT)).isTrue();
    }

    @Test
    void neverSink() {
        floors.raise(A, 5, 1);
        floors.raise(A, 3, 2);
        assertThat(floors.allow(cursor(4, 0), NEWS)).isFalse();
        floors.evicted(SPORT, B, 5, 1);
        floors.evicted(SPORT, B, 3, 2);
        assertThat(floors.allow(cursor(5, 4), SPORT)).isFalse();
        assertThat(floors.size()).isEqualTo(2);
    }

    @Test
    void thatAreTooManyBecomeFloorsOfTheOriginTheOldestFirst() {
        floors.evicted(NEWS, A, 5, 1);
        floors.evicted(new Channel("x"), B, 7, 2);
        floors.evicted(new Channel("y"), B, 8, 3);
        floors.evicted(NEWS, A, 6, 4);
        assertThat(floors.allow(cursor(0, 9), SPORT)).as("three, and one of them was raised twice").isTrue();
        floors.evicted(new Channel("z"), B, 9, 5);
        assertThat(floors.allow(cursor(9, 6), SPORT)).as("that of x is one of b now").isFalse();
        assertThat(floors.allow(cursor(0, 7), SPORT)).isTrue();
        assertThat(floors.allow(cursor(9, 7), new Channel("y"))).isFalse();
        assertThat(floors.size()).isEqualTo(4);
    }

    @Test
    void areDroppedWithTheirOriginAndNoOthers() {
        floors.raise(A, 5, 1);
        floors.evicted(NEWS, A, 6, 1);
        floors.evicted(NEWS, B, 3, 1);
        floors.drop(A);
        assertThat(floors.allow(cursor(0, 3), NEWS)).isTrue();
        assertThat(floors.allow(cursor(0, 2), NEWS)).isFalse();
        assertThat(floors.size()).isEqualTo(1);
    }

    @Test
    void areForgottenWhenNoCursorIsSoOld() {
        floors.raise(A, 5, 1);
        floors.evicted(NEWS, B, 5, 2);
        floors.evicted(SPORT, B, 5, 3);
        floors.expire(1);
        assertThat(floors.size()).isEqualTo(3);
        floors.expire(3);
        assertThat(floors.size()).isEqualTo(1);
        assertThat(floors.allow(cursor(0, 0), NEWS)).isTrue();
        assertThat(floors.allow(cursor(0, 0), SPORT)).isFalse();
        floors.raise(B, 5, 4);
        floors.raise(B, 1, 9);
        floors.expire(9);
        assertThat(floors.allow(cursor(9, 4), NEWS)).as("raised again, as far as time goes").isFalse();
    }
}

package carillon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SizeClassesTest {


    @Property
    void findsOneThatNoOtherIsTwiceAsLargeAs(@ForAll @Size(max = 100) List<@IntRange(min = 0, max = 9) Integer> things,
            @ForAll @Size(min = 100, max = 100) List<@LongRange(min = 0, max = 100_000_000_000L) Long> sizes) {
        SizeClasses<Integer> classes = new SizeClasses<>();
        Map<Integer, Long> now = new HashMap<>();
        for (int i = 0; i < things.size(); i++) {
            long before = now.getOrDefault(things.get(i), 0L);
            classes.resized(things.get(i), before, sizes.get(i));
            now.put(things.get(i), sizes.get(i));
            long most = now.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            if (most == 0) {
                assertThat(classes.largest()).isNull();
            } else {
                assertThat(now.get(classes.largest())).isGreaterThan(most / 2 - 1).isPositive();
            }
        }
    }
}

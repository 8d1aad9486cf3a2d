package carillon.bench.scenario;

import java.util.List;

/** A situation to measure. */
public interface Scenario {

    /** {@code S1} and so on. */
    String name();

    /** One line for the report. */
    String title(Plan plan);

    /** The sizes of cluster on which it runs. */
    default List<Integer> sizes() {
        return List.of(2);
    }

    /** Measures. */
    void run(Stand stand);

    /** All there are. */
    static List<Scenario> all() {
        return List.of(new OneChannel(), new ManyChannels(), new OneAtATime(), new Idle(), new Stalled(), new Growth(), new ResumeStorm(), new Flooded());
    }
}

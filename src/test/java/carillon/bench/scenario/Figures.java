package carillon.bench.scenario;

/** Takes what was measured of one variant in one scenario. */
public interface Figures {

    /** A figure, under a name that is the same for all variants. NaN: not to be had. */
    void add(String what, double value);

    /** Something lost, doubled or out of order, or the like. */
    void fault(String what);

    /** A line for who waits. */
    void progress(String line);
}

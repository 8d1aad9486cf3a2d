package carillon.sequence;

/**
 * How far an origin can have come since it was last heard. Stateless.
 *
 * <p>No node publishes as fast as that, so what honest nodes say is never refused; a forged or broken number, which would make everything below it look lost, mostly is.
 */
final class Plausible {

    /** A jump that needs no time: what a node may have published before a busy one gets to hear of it. */
    static final long AT_ONCE = 1L << 24;
    /** One publication in so many nanoseconds: ten million a second. */
    private static final long NANOS_EACH = 100;

    private Plausible() {
    }

    /**
     * Whether an origin may have come so far.
     *
     * @param known how far it had come when it was last heard
     * @param nanos how long ago that was
     */
    static boolean isReached(long sequence, long known, long nanos) {
        return sequence - known <= AT_ONCE + Math.max(0, nanos) / NANOS_EACH;
    }
}

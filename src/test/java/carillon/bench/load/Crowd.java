package carillon.bench.load;

/**
 * Who connects. The j-th subscriber of channel c is on node c + j + {@code shift}, the p-th publisher on node p, round and round.
 *
 * @param perChannel subscribers of each channel
 * @param publishers connections that publish, to any channel
 * @param size of a payload, in bytes
 * @param stalledPercent how many of the subscribers stop reading once they are connected
 */
public record Crowd(int channels, int perChannel, int publishers, int size, int shift, int stalledPercent) {

    /** One channel and one publisher, nobody stalled. */
    public static Crowd ofOneChannel(int subscribers, int size) {
        return new Crowd(1, subscribers, 1, size, 0, 0);
    }

    public Crowd shifted(int by) {
        return new Crowd(channels, perChannel, publishers, size, by, stalledPercent);
    }

    public Crowd stalled(int percent) {
        return new Crowd(channels, perChannel, publishers, size, shift, percent);
    }

    int subscribers() {
        return channels * perChannel;
    }

    int channelOf(int subscriber) {
        return subscriber / perChannel;
    }

    int nodeOf(int subscriber, int nodes) {
        return (channelOf(subscriber) + subscriber % perChannel + shift) % nodes;
    }

    /** Spread evenly over the subscribers, in pairs so that two nodes get as many. */
    boolean isStalled(int subscriber) {
        return stalledPercent > 0 && subscriber / 2 * stalledPercent % 100 < stalledPercent;
    }
}

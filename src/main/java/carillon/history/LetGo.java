package carillon.history;

import carillon.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Up to which number each channel was let go of: who reads the log slowly has missed something if that passes them. Guarded by the history.
 *
 * <p>Bounded: of more channels, those that were let go of longest ago count for all, which says more than it should and never less.
 */
final class LetGo {

    private final int most;
    /** In the order in which they were let go of last. */
    private final Map<Channel, Long> channels = new LinkedHashMap<>();
    private long all;

    /**
     * Makes one.
     *
     * @param all up to where all channels count as let go of
     */
    LetGo(long all, int most) {
        this.all = all;
        this.most = most;
    }

    /** A number of a channel is gone; those of one channel rise. */
    void add(Channel channel, long number) {
        channels.remove(channel);
        channels.put(channel, number);
        if (channels.size() > most) {
            dropEldest();
        }
    }

    private void dropEldest() {
        Iterator<Long> eldest = channels.values().iterator();
        all = Math.max(all, eldest.next());
        eldest.remove();
    }

    long upTo(Channel channel) {
        return Math.max(all, channels.getOrDefault(channel, -1L));
    }

    /** Nothing below a number is there any more: what was let go of below it may count for all. */
    void fold(long first) {
        while (!channels.isEmpty() && channels.values().iterator().next() < first) {
            dropEldest();
        }
    }
}

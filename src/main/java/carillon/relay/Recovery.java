package carillon.relay;

import carillon.channel.Channel;
import carillon.channel.Publication;
import carillon.history.Catchup;
import carillon.hub.outbox.Backlog;
import carillon.protocol.Frame;
import carillon.protocol.Pushes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one connection of version 1 missed, as frames. Guarded by the lock of the connection's outbox. */
final class Recovery implements Backlog {

    /** Two hundred small publications: a few thousand connections that come back at once stay small together. */
    private static final int CHUNK_BYTES = 65_536;

    private final Catchup catchup;
    private final Cursors cursors;
    private final RecentFrames frames;
    private final String user;

    Recovery(Catchup catchup, Cursors cursors, RecentFrames frames, String user) {
        this.catchup = catchup;
        this.frames = frames;
        this.cursors = cursors;
        this.user = user;
    }

    boolean recovered(Channel channel) {
        return catchup.recovered(channel);
    }

    @Override
    public List<Frame> next() {
        Catchup.Chunk chunk = catchup.next(CHUNK_BYTES);
        List<Frame> next = new ArrayList<>(chunk.publications().size() + 2);
        if (chunk.gap()) {
            next.add(Pushes.gap());
        }
        next.addAll(frames.of(chunk.publications()));
        cursor().ifPresent(text -> next.add(Pushes.ping(Optional.of(text)))); // it has all now: what it brought with it is no longer needed
        return next;
    }

    @Override
    public boolean isFar() {
        return catchup.isFar();
    }

    @Override
    public boolean hasMore() {
        return !catchup.isLive();
    }

    @Override
    public boolean admits(long number, Publication publication) {
        return catchup.admits(number, publication);
    }

    @Override
    public boolean isOver() {
        return catchup.isOver();
    }

    @Override
    public void follow(Channel channel) {
        catchup.follow(channel);
    }

    @Override
    public void unfollow(Channel channel) {
        catchup.unfollow(channel);
    }

    @Override
    public Optional<String> cursor() {
        return catchup.isLive() ? cursors.seal(cursors.now().with(catchup.ahead()), user) : Optional.empty();
    }
}

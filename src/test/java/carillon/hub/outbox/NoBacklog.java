package carillon.hub.outbox;

import carillon.channel.Channel;
import carillon.channel.Publication;
import carillon.protocol.Frame;
import java.util.List;
import java.util.Optional;

/** Has nothing to tell, is at its end and admits all; for tests that need a part of one. */
public class NoBacklog implements Backlog {

    @Override
    public List<Frame> next() {
        return List.of();
    }

    @Override
    public boolean isFar() {
        return false;
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public boolean admits(long number, Publication publication) {
        return true;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public void follow(Channel channel) {
        // it follows none
    }

    @Override
    public void unfollow(Channel channel) {
        // it follows none
    }

    @Override
    public Optional<String> cursor() {
        return Optional.empty();
    }
}

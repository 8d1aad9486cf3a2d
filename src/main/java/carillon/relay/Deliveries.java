package carillon.relay;

import carillon.channel.Publication;
import carillon.hub.Fanout;
import carillon.protocol.Pushes;
import carillon.relay.intake.Audience;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** What is on its way to the clients of this node: kept together, so that what comes together is encoded and written together. One thread at a time. */
@ApplicationScoped
public class Deliveries implements Audience {

    private final Fanout fanout;
    private final List<Publication> waiting = new ArrayList<>();
    private long first;

    /** For the container's proxy only. */
    protected Deliveries() {
        this(null);
    }

    /** Makes one that hands on to a fan-out. */
    @Inject
    public Deliveries(Fanout fanout) {
        this.fanout = fanout;
    }

    @Override
    public void deliver(long number, Publication publication) {
        if (number != first + waiting.size()) {
            flush();
            first = number;
        }
        waiting.add(publication);
    }

    @Override
    public void gap() {
        flush();
        fanout.announce(Pushes.gap());
    }

    @Override
    public void flush() {
        if (!waiting.isEmpty()) {
            fanout.deliver(List.copyOf(waiting), first);
            waiting.clear();
        }
    }
}

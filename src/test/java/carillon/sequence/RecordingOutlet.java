package carillon.sequence;

import carillon.channel.Origin;
import carillon.channel.Publication;
import java.util.ArrayList;
import java.util.List;

/** Remembers what comes out of the sequencer, as words, in its order. */
final class RecordingOutlet implements Outlet {

    private final List<String> told = new ArrayList<>();

    @Override
    public void deliver(Publication publication) {
        told.add(publication.payload().text());
    }

    @Override
    public void lost(Hole hole) {
        told.add("lost " + hole.origin() + hole.from() + "-" + hole.to());
    }

    @Override
    public void retired(Origin origin, long upTo) {
        told.add("retired " + origin + upTo);
    }

    @Override
    public void met(Origin origin, long upTo) {
        told.add("met " + origin + upTo);
    }

    @Override
    public void closed(Origin origin) {
        told.add("closed " + origin);
    }

    @Override
    public void forgotten(Origin origin) {
        told.add("forgot " + origin);
    }

    /** What was told since the last time. */
    List<String> take() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}

package carillon.sequence;

import carillon.channel.Origin;
import carillon.channel.Publication;

/** The role of whoever is told what comes out of the sequencer, in order. Called on the sequencer's thread; must not throw. */
public interface Outlet {

    /** The next publication of its origin. */
    void deliver(Publication publication);

    /** These will never come; it is told before any later publication of the origin. */
    void lost(Hole hole);

    /** An origin was given up by its node: up to there something may have come in its name that its node did not publish. */
    void retired(Origin origin, long upTo);

    /** An origin is heard for the first time; what it published up to there was before this node's time. */
    void met(Origin origin, long upTo);

    /** An origin has not been heard for so long that no cursor that is still recovered could have missed anything of it. */
    void closed(Origin origin);

    /** An origin has not been heard for so long that nothing is known of it any more. */
    void forgotten(Origin origin);
}

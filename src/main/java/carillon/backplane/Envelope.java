package carillon.backplane;

import carillon.channel.Origin;

/** What one node tells all; but for {@link Part}, which is told to one. */
public sealed interface Envelope permits Ask, Batch, Beat, Keeping, Part, Repair, Resend, Trial {

    /** Who tells it. */
    Origin origin();
}

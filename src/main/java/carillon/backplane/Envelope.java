package carillon.backplane;

import carillon.channel.Origin;

/** What one node tells all. */
public sealed interface Envelope permits Batch, Beat, Keeping, Repair, Resend {

    /** Who tells it. */
    Origin origin();
}

package carillon.backplane;

import carillon.channel.Publication;

/**
 * The role of whoever is told what the backplane brings. Called by one thread at a time; never throws.
 */
public interface BackplaneListener {

    /** Publications of a node, perhaps this one, perhaps not for the first time. */
    void onBatch(Batch batch);

    /** A node, perhaps this one, says that it is there. */
    void onBeat(Beat beat);

    /** A node, perhaps this one, lacks something. */
    void onRepair(Repair repair);

    /** A node, perhaps this one, sends again what somebody lacked. */
    void onResend(Resend resend);

    /** A node, perhaps this one, says that the journal is kept. */
    void onKeeping(Keeping keeping);

    /** A node, perhaps this one, asks somebody, perhaps this one, for what is remembered. */
    void onAsk(Ask ask);

    /** A part of what another node remembers. */
    void onPart(Part part);

    /** A foreign program published something, perhaps not for the first time. */
    void onForeign(Publication publication);

    /** Something came that can't be understood. */
    void onRejected(Rejected rejected);
}

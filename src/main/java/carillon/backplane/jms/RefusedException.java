package carillon.backplane.jms;

import carillon.backplane.Refusal;

/** An envelope that is refused whatever it says, because no node of this cluster can have sent it in this way. */
final class RefusedException extends MalformedException {

    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.reason());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}

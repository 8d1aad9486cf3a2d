package carillon.backplane.jms;

/** A message that can't be understood, with the reason in words; they hold nothing of its content. */
class MalformedException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedException(String reason) {
        super(reason, null, false, false); // no stack trace: a flood of nonsense must be cheap
    }
}

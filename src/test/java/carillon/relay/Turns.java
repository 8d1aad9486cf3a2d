package carillon.relay;

/** Runs what has a thread of its own turn by turn, on the thread of the test. */
public final class Turns {

    private Turns() {
    }

    /** One turn. */
    public static void turn(Keeper keeper) {
        keeper.step();
    }

    /** One turn that waits for nothing: a thread that is interrupted never does, and stays as it was otherwise. */
    public static void turn(Sender sender) {
        Thread.currentThread().interrupt();
        try {
            sender.step();
        } catch (InterruptedException nothingWaits) {
            // the turn is over where it would have waited
        } finally {
            Thread.interrupted();
        }
    }

    /** One turn of what asks other nodes. */
    public static void turn(Borrower borrower) {
        borrower.step();
    }
}

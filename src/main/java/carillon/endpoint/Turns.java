package carillon.endpoint;

import java.util.concurrent.Executor;

/** Runs what writes to clients, each in its turn, on threads of its own. Safe for use by any thread. */
@FunctionalInterface
interface Turns extends Executor {

    /** Runs it like {@link #execute}, but lets most of what is given there go before it, whenever it came. */
    default void executeLater(Runnable task) {
        execute(task);
    }
}

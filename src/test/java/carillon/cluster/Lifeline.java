package carillon.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Agent that ends its JVM when standard input ends, which is when the parent is gone.
 *
 * <p>The parent holds the other end of a pipe and never writes to it. The kernel closes the pipe however the parent
 * ends, {@code kill -9} included, so no child outlives it. The JVM is halted and not shut down, since nobody is left
 * to wait for an orderly end. As an agent it leaves the child's own command line as it is in production.
 */
public final class Lifeline {

    private Lifeline() {
    }

    /** Called by the JVM before {@code main}; see java.lang.instrument. */
    public static void premain(String options) {
        Thread thread = new Thread(() -> await(System.in), "lifeline");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(InputStream parent) {
        try {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // As good as its end: the parent is gone either way.
        }
        Runtime.getRuntime().halt(1);
    }
}

package carillon.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Holds a thread of a node, as a debugger does, where it enters a method. */
final class Wedge implements AutoCloseable {

    private static final long LONGEST_MS = 30_000;

    private final VirtualMachine machine;
    private final ThreadReference thread;

    private Wedge(VirtualMachine machine, ThreadReference thread) {
        this.machine = machine;
        this.thread = thread;
    }

    /** What a node that is to be held has in the variable {@code JAVA_TOOL_OPTIONS}. */
    static String option(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
    }

    /** Holds the next thread that enters a method of a class, with all that it holds itself. */
    static Wedge in(String className, int port) throws InterruptedException {
        VirtualMachine machine = attach(port);
        MethodEntryRequest request = machine.eventRequestManager().createMethodEntryRequest();
        request.addClassFilter(className);
        request.addCountFilter(1);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.enable();
        for (Event event : machine.eventQueue().remove(LONGEST_MS)) {
            if (event instanceof MethodEntryEvent entry) {
                return new Wedge(machine, entry.thread());
            }
        }
        throw new AssertionError("No thread has entered " + className);
    }

    private static VirtualMachine attach(int port) {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream().filter(one -> one.transport().name().equals("dt_socket")).findFirst().orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            return connector.attach(arguments);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (IllegalConnectorArgumentsException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Lets it go on. */
    @Override
    public void close() {
        thread.resume();
        machine.dispose();
    }
}

package carillon.launch;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What this virtual machine is told on its command line.
 *
 * @param options in their order; a later one undoes an earlier one
 */
record VirtualMachine(List<String> options) {

    /** The one that runs; {@code JAVA_TOOL_OPTIONS} and {@code JDK_JAVA_OPTIONS} count too. */
    static VirtualMachine ofThisProcess() {
        return new VirtualMachine(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** Whether the process ends when memory runs out. */
    boolean endsOnOutOfMemory() {
        boolean ends = false;
        for (String option : options) {
            if (option.endsWith("ExitOnOutOfMemoryError") || option.endsWith("CrashOnOutOfMemoryError")) {
                ends = option.startsWith("-XX:+");
            } else if (option.startsWith("-XX:OnOutOfMemoryError=")) {
                ends = true;
            }
        }
        return ends;
    }
}

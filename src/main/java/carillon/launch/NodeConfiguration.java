package carillon.launch;

import java.nio.file.Path;

/**
 * What a node in one file is told.
 *
 * @param source its settings
 * @param listener where it listens
 * @param temporary the directory in which the server unpacks itself
 * @param runtime what the virtual machine is told
 */
record NodeConfiguration(ProcessSource source, HttpListener listener, Path temporary, VirtualMachine runtime) {

    /** That of the process that runs. */
    static NodeConfiguration of(ProcessSource source) {
        return new NodeConfiguration(source, new HttpListener(source, BootCommands.ofThisJar()), Path.of(System.getProperty("java.io.tmpdir")), VirtualMachine.ofThisProcess());
    }
}

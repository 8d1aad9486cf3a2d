/**
 * The launcher of the node jar: checks what can be checked before the server boots, boots it, and ends the process if the application does not start.
 *
 * <p>It is no part of the application and not in the WAR. It needs nothing but a JDK, and names no class of the server: the manifest does.
 */
package carillon.launch;

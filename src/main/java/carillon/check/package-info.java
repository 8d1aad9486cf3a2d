/**
 * What can be said of a configuration before anything uses it: settings that are refused, and settings that are taken but can't do what they are meant to.
 *
 * <p>The launcher of the node jar asks before the server boots, the application when it starts on any server. Nothing here opens a socket or starts a thread.
 */
package carillon.check;

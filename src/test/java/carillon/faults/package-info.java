/**
 * The fault campaign, {@code mvn -Pfaults}: faults struck at a real cluster under load, while recorders write down what they see and a checker reads it.
 *
 * <p>{@code record} takes part and judges, {@code stage} is what is struck, {@code kind} has a class for each fault.
 */
package carillon.faults;

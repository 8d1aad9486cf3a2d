/**
 * What each combination of servers and broker can do, from the reports of the tests that ran on it: {@code mvn -Pmatrix verify} and
 * {@code docs/compatibility.md}.
 */
package carillon.matrix;

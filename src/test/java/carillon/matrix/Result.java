package carillon.matrix;

/**
 * What came of one test.
 *
 * @param type the name of its class
 * @param method the name of its method, without parameters
 * @param reason why it was skipped; empty if it was not
 */
record Result(String type, String method, Outcome outcome, String reason) {

    enum Outcome { PASSED, SKIPPED, FAILED }
}

package carillon.it;

/** How a connection ended. */
record Closing(int code, String reason) {
}

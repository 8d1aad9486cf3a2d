package carillon.backplane;

/** Where the answer to one node is to be sent: the adapter that made it knows. */
public interface ReturnAddress {
}

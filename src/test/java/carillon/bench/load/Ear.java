package carillon.bench.load;

/** The role of whoever looks for publications in what a connection got. */
interface Ear {

    /** Returns how many publications there were. */
    int look(Link link, long readAt, byte[] bytes, int start, int end);
}

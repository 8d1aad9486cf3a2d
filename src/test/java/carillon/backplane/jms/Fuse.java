package carillon.backplane.jms;

import java.io.ObjectInputStream;
import java.io.Serializable;

/** Shows whether somebody opened the message that holds it. */
final class Fuse implements Serializable {

    private static final long serialVersionUID = 1;
    static volatile boolean blown;

    private void readObject(ObjectInputStream in) {
        blown = true;
    }
}

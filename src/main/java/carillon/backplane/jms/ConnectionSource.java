package carillon.backplane.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where connections to the broker come from. */
@FunctionalInterface
interface ConnectionSource {

    Connection connect() throws JMSException;

    /** Ends a connection, or null. Never throws: one that is broken is no less ended. */
    static void end(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (JMSException | RuntimeException broken) {
            Logger.getLogger(ConnectionSource.class.getName()).log(Level.FINE, "The connection was broken when it was closed.", broken);
        }
    }
}

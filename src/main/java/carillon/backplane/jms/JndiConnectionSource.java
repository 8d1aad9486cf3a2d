package carillon.backplane.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Connections of the factory that the server's descriptors bind to {@value #NAME}. */
final class JndiConnectionSource implements ConnectionSource {

    static final String NAME = "java:comp/env/jms/carillon";

    @Override
    public Connection connect() throws JMSException {
        try {
            ConnectionFactory factory = InitialContext.doLookup(NAME);
            return factory.createConnection();
        } catch (NamingException unbound) {
            JMSException failure = new JMSException("There is no connection factory at " + NAME + ": " + unbound.getMessage());
            failure.initCause(unbound);
            throw failure;
        }
    }
}

package carillon.backplane.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;

/** Where connections to the broker come from. */
@FunctionalInterface
interface ConnectionSource {

    Connection connect() throws JMSException;
}

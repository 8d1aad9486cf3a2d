package carillon.backplane.jms;

import carillon.backplane.ReturnAddress;
import jakarta.jms.Destination;
import jakarta.jms.TemporaryQueue;

/**
 * Where an answer goes by JMS: to a temporary queue only, or a forged request could have anything flooded.
 *
 * @param queue the queue
 */
record JmsAddress(TemporaryQueue queue) implements ReturnAddress {

    static JmsAddress of(Destination destination) throws MalformedException {
        if (destination instanceof TemporaryQueue queue) {
            return new JmsAddress(queue);
        }
        throw new MalformedException("The answer is wanted at a place that is no temporary queue.");
    }
}

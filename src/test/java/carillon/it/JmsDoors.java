package carillon.it;

import carillon.cluster.Cluster;
import jakarta.jms.JMSException;

/** JMS programs of today at the broker of a cluster. */
final class JmsDoors {

    private JmsDoors() {
    }

    static JmsDoor open(Cluster cluster) throws JMSException {
        return new JmsDoor(cluster.broker().address().url(), cluster.broker().address().user(), cluster.broker().address().password(), "carillon");
    }
}

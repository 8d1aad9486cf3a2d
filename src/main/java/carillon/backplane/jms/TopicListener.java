package carillon.backplane.jms;

import carillon.backplane.BackplaneListener;
import carillon.backplane.Downlink;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Way;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.StartOutcome;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Hears the topic, on every node. Order needs one session: the vendors' descriptors say so, each in its own words.
 */
@MessageDriven(name = "TopicListener", activationConfig = @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"))
@TransactionManagement(TransactionManagementType.BEAN)
public class TopicListener implements MessageListener {

    @Inject
    private BackplaneListener listener;
    @Inject
    private EnvelopeSignature signature;
    @Inject
    private Settings settings;
    @Inject
    private Downlink downlink;

    @Override
    public void onMessage(Message message) {
        if (StartOutcome.failure().isPresent()) {
            return; // nobody is here to be told
        }
        downlink.enter();
        try {
            if (Incoming.isBeat(message)) {
                downlink.linger();
            }
            new Incoming(signature, settings.get(Limit.PAYLOAD_MAX_BYTES)).tell(message, Way.TOPIC, listener);
        } finally {
            downlink.leave();
        }
    }
}

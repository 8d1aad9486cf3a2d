package carillon.backplane.jms;

import carillon.backplane.EnvelopeSignature;
import carillon.config.Settings;
import java.util.Map;

/** What signs and checks as the nodes of one cluster do. */
final class Signed {

    static final Map<String, String> KEY = Map.of("carillon.cluster.key", "the secret of these tests");
    static final Settings SETTINGS = Settings.of(KEY);
    static final EnvelopeSignature SIGNATURE = new EnvelopeSignature(SETTINGS);
    static final EnvelopeCodec CODEC = new EnvelopeCodec(SIGNATURE);

    private Signed() {
    }

    /** One that signs with another key. */
    static EnvelopeCodec stranger() {
        return new EnvelopeCodec(new EnvelopeSignature(Settings.of(Map.of("carillon.cluster.key", "the secret of somebody else"))));
    }
}

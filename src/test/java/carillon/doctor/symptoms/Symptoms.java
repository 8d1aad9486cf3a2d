package carillon.doctor.symptoms;

import carillon.backplane.Downlink;
import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.Refusals;
import carillon.backplane.Rejections;
import carillon.backplane.Self;
import carillon.backplane.Uplink;
import carillon.config.Release;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import carillon.snapshot.Means;
import carillon.traffic.OutboundQueue;
import java.util.List;

/** All that there are, as the container finds them. */
public final class Symptoms {

    private Symptoms() {
    }

    public static List<Symptom> of(Settings settings, Ticker ticker, Release release, Roll roll, Pulse pulse, Peers peers, Uplink uplink, Downlink downlink, Rejections rejections,
            Refusals refusals, Self self, Means means, OutboundQueue queue) {
        return List.of(new BrokerAway(uplink, settings), new StoppedListener(uplink, downlink), new OneWay(uplink, pulse, roll), new WedgedListener(downlink),
                new SharedSubscription(roll), new MissingNodes(settings, peers, pulse, ticker), new ManySessions(downlink, roll), new DuplicateDelivery(roll),
                new OtherApplication(rejections, refusals, ticker), new UnsignedEnvelopes(refusals, ticker), new OtherClusterKey(refusals, ticker),
                new UnsignedAccepted(settings), new ForgedOrigin(self, ticker), new OtherCluster(settings, roll), new VersionSkew(release, roll), new ClockSkew(roll), new FullQueue(queue),
                new UnsafeBroker(uplink), new NoReplay(means));
    }
}

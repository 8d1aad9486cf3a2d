package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.List;
import java.util.Optional;

/** Publications to speak of. */
public final class Publications {

    public static final Origin A = new Origin("a");
    public static final Origin B = new Origin("b");
    public static final Channel NEWS = new Channel("news");
    public static final Channel SPORT = new Channel("sport");

    private Publications() {
    }

    public static Publication of(Channel channel, Origin origin, long sequence) {
        return new Publication(channel, new Stamp(origin, sequence), Payload.text(origin + "-" + sequence));
    }

    public static Publication keyed(Channel channel, Origin origin, long sequence, String key, String text) {
        return new Publication(channel, new Stamp(origin, sequence), Payload.text(text), Optional.of(new Key(key)));
    }

    public static Publication foreign(Channel channel, String id) {
        return new Publication(channel, new ForeignId(id), Payload.text(id));
    }

    public static List<String> texts(List<Publication> publications) {
        return publications.stream().map(publication -> publication.payload().text()).toList();
    }
}

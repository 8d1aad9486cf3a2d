package carillon.model;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.history.Catchup;
import carillon.history.cursor.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A client as the protocol tells it to be: it keeps the last cursor, comes back with it, and writes down what it gets. */
final class ModelClient {

    private static final int AGAIN_MS = 200;

    private final Clockwork clock;
    private final Supplier<List<ModelNode>> nodes;
    private final Ledger.Client record;
    private final int chunkBytes;
    private final long windowMs;
    private final int link;
    private int pause;
    private final Map<Origin, Long> seen = new HashMap<>();
    private Optional<String> cursor = Optional.empty();
    private long cursorAt;
    private Socket socket;
    private boolean away = true;
    private boolean connectedBefore;

    ModelClient(Ledger.Client record, Clockwork clock, Plan plan, Supplier<List<ModelNode>> nodes) {
        this.record = record;
        this.clock = clock;
        this.nodes = nodes;
        this.chunkBytes = clock.chance(0.5) ? 1 : (int) clock.between(200, 20_000);
        this.windowMs = plan.settings.get(carillon.config.Limit.HISTORY_WINDOW_MS);
        this.pause = plan.kind == Plan.Kind.ALL && clock.chance(0.2) ? 500 : 60;
        this.link = (int) clock.between(1, 30);
    }

    void connect() {
        if (!away) {
            return;
        }
        List<ModelNode> ready = nodes.get().stream().filter(ModelNode::isReady).toList();
        if (ready.isEmpty()) {
            clock.after(AGAIN_MS, this::connect);
            return;
        }
        away = false;
        socket = new Socket(ready.get(clock.upTo(ready.size())));
        socket.open();
    }

    /** It is back, and reads as fast as the others. */
    void calm() {
        pause = 20;
        connect();
    }

    /** The link breaks: what is on its way is lost. */
    void leave(long forMs) {
        if (socket != null) {
            socket.hangUp();
            clock.after(forMs, this::connect);
        }
    }

    /** What the node says on one connection, in its order. */
    final class Socket {

        private final ModelNode node;
        private Catchup catchup;
        private boolean open = true;
        private long busy;

        private Socket(ModelNode node) {
            this.node = node;
        }

        private void open() {
            Optional<Claim> known = cursor.flatMap(text -> node.cursors.open(text, record.name()));
            boolean resumed = cursor.isPresent() && clock.now() - cursorAt < windowMs;
            boolean late = cursor.isPresent() && !resumed;
            node.attach(this);
            catchup = node.history.open(known, record.tells() ? seen : Map.of(), record.channels());
            Set<Channel> refused = new LinkedHashSet<>(record.channels());
            refused.removeIf(channel -> !connectedBefore || catchup.recovered(channel)); // without a cursor a client knows by itself
            clock.note(() -> record.name() + " connects to " + node.name() + " with " + cursor.isPresent() + " " + known + " refused " + refused);
            long saidAt = clock.now();
            Optional<String> first = known.isEmpty() && catchup.next(1).publications().isEmpty() ? seal() : Optional.empty();
            push(() -> {
                connectedBefore = true;
                keep(first, saidAt);
                record.events().add(new Ledger.Connected(clock.now(), saidAt, resumed, late, node.bornAt() > cursorAt, refused));
            });
            pump();
        }

        private void pump() {
            if (open && !catchup.isLive()) {
                read();
                clock.after(clock.between(1, pause), this::pump);
            }
        }

        private void read() {
            if (!open || catchup.isLive()) {
                return;
            }
            Catchup.Chunk chunk = catchup.next(chunkBytes);
            if (chunk.gap()) {
                gap();
            }
            chunk.publications().forEach(publication -> push(() -> received(publication)));
            if (catchup.isLive()) {
                ping();
            }
        }

        /** The node delivers a publication: it is in the log, and on its way to here. */
        void deliver(long number, Publication publication) {
            if (clock.chance(0.3)) {
                read(); // another thread reads the log just now
            }
            if (record.channels().contains(publication.channel()) && !catchup.isFar() && (catchup.isOver() || catchup.admits(number, publication))) {
                push(() -> received(publication));
            }
        }

        void gap() {
            clock.note(() -> record.name() + " is told of a gap");
            long saidAt = clock.now();
            push(() -> record.events().add(new Ledger.Gap(saidAt)));
        }

        void ping() {
            if (catchup.isLive()) {
                Optional<String> sealed = seal();
                long at = clock.now();
                push(() -> keep(sealed, at));
            }
        }

        private Optional<String> seal() {
            return node.cursors.seal(node.cursors.now().with(catchup.ahead()), record.name());
        }

        private void push(Runnable what) {
            busy = Math.max(busy, clock.now() + clock.between(0, link));
            clock.at(busy, () -> {
                if (open) {
                    what.run();
                }
            });
        }

        private void hangUp() {
            clock.note(() -> record.name() + " hangs up");
            open = false;
            socket = null;
            away = true;
            node.detach(this);
        }

        /** The node ends it. */
        void close() {
            if (open) {
                hangUp();
                clock.after(clock.between(1, 1_000), ModelClient.this::connect);
            }
        }
    }

    private void keep(Optional<String> sealed, long at) {
        if (sealed.isPresent()) {
            cursor = sealed;
            cursorAt = at;
        }
    }

    private void received(Publication publication) {
        if (publication.identity() instanceof Stamp stamp) {
            clock.note(() -> record.name() + " received " + stamp);
            record.events().add(new Ledger.Received(clock.now(), stamp.origin(), stamp.sequence(), publication.channel(), publication.key().orElse(null)));
            seen.merge(stamp.origin(), stamp.sequence(), Math::max);
        } else {
            record.events().add(new Ledger.Foreign(clock.now(), ((ForeignId) publication.identity()).messageId()));
        }
    }

    static List<Channel> channels(int count) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            channels.add(new Channel("c" + i));
        }
        return channels;
    }
}

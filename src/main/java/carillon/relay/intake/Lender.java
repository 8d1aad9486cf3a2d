package carillon.relay.intake;

import carillon.backplane.Ask;
import carillon.backplane.Part;
import carillon.backplane.ReturnAddress;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.history.History;
import carillon.sequence.Sequencer;
import carillon.snapshot.Piece;
import carillon.snapshot.Quest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells fresh nodes what this one remembers: all as it was at one moment, piece by piece, as fast as they ask.
 *
 * <p>Bounded: so many nodes at once, so many bytes a second, a few pieces for each request. Used by one thread at a time.
 */
@ApplicationScoped
public class Lender {

    /** What was remembered at that moment stays in the heap for each of them. */
    static final int MOST = 4;
    private static final long IDLE_NANOS = 5_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Self self;
    private final Sequencer sequencer;
    private final History history;
    private final Ticker ticker;
    private final int pieceBytes;
    private final int bytesPerSecond;
    private final Map<Origin, Loan> loans = new LinkedHashMap<>();
    private long secondStarted;
    private long thisSecond;

    /** What one node is being told. */
    private static final class Loan {
        private final long number;
        private final List<Piece> pieces;
        private final ReturnAddress to;
        private int next;
        private int wanted;
        private long askedAt;

        Loan(long number, List<Piece> pieces, ReturnAddress to) {
            this.number = number;
            this.pieces = pieces;
            this.to = to;
        }
    }

    /** For the container's proxy only. */
    protected Lender() {
        this(null, null, null, Settings.of(Map.of()), () -> 0);
    }

    /** Makes one that tells nobody. */
    @Inject
    public Lender(Self self, Sequencer sequencer, History history, Settings settings, Ticker ticker) {
        this.self = self;
        this.sequencer = sequencer;
        this.history = history;
        this.ticker = ticker;
        this.pieceBytes = settings.get(Limit.BATCH_MAX_BYTES) / 2;
        this.bytesPerSecond = settings.get(Limit.WARMUP_MAX_BYTES);
        this.secondStarted = ticker.nanos();
    }

    /** Somebody asks somebody, perhaps this node. */
    void asked(Ask ask) {
        if (!ask.peer().equals(self.origin()) || ask.origin().equals(self.origin()) || !sequencer.origins().isSettled()) {
            return;
        }
        Loan loan = loan(ask);
        if (loan != null && ask.from() < loan.pieces.size()) {
            loan.next = ask.from();
            loan.wanted = Math.min(loan.pieces.size(), ask.from() + Quest.AT_ONCE);
            loan.askedAt = ticker.nanos();
        }
    }

    private Loan loan(Ask ask) {
        Loan known = loans.get(ask.origin());
        if (known != null && known.number == ask.number()) {
            return known;
        }
        loans.remove(ask.origin());
        if (ask.from() > 0 || loans.size() >= MOST) {
            return null; // of what is forgotten no more can be told, and who finds no room asks another
        }
        Loan fresh = new Loan(ask.number(), Piece.cut(sequencer.reached(), history.marks(), history.noted(), history.kept(), pieceBytes), ask.answerTo());
        loans.put(ask.origin(), fresh);
        return fresh;
    }

    /** What is to be sent now, as far as this second allows. To be called many times a second. */
    List<Part> due() {
        long now = ticker.nanos();
        if (now - secondStarted >= SECOND_NANOS) {
            secondStarted = now;
            thisSecond = Math.max(0, thisSecond - bytesPerSecond);
        }
        List<Part> due = new ArrayList<>();
        for (Iterator<Loan> all = loans.values().iterator(); all.hasNext();) {
            Loan loan = all.next();
            while (loan.next < loan.wanted && thisSecond < bytesPerSecond) {
                due.add(part(loan));
            }
            if (now - loan.askedAt > IDLE_NANOS) {
                all.remove();
            }
        }
        return due;
    }

    private Part part(Loan loan) {
        Piece piece = loan.pieces.get(loan.next);
        thisSecond += piece.bytes();
        loan.next++;
        return new Part(self.origin(), loan.number, loan.next - 1, loan.next == loan.pieces.size(), piece, loan.to);
    }

    /** How many nodes are being told. */
    int lending() {
        return loans.size();
    }
}

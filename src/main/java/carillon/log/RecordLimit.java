package carillon.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many records each logger may still write: a burst of ten seconds' worth, then so many a second. What is more is counted and left out. Safe for use by any thread.
 */
final class RecordLimit {

    /** Loggers that are told apart; those beyond share one account. Their names come from code, and not from clients. */
    static final int MOST_LOGGERS = 1_000;
    private static final String OTHERS = "others";
    private static final int BURST_SECONDS = 10;
    private static final long SECOND = 1_000_000_000L;

    /**
     * What was left out of late.
     *
     * @param logger which one wrote too much
     * @param count how many of its records were left out since it was last told
     */
    record LeftOut(String logger, long count) {
    }

    private final int rate;
    private final LongSupplier nanos;
    /** Guarded by this, like all that is in it. */
    private final Map<String, Account> accounts = new HashMap<>();
    private long toldAt;

    /**
     * Makes one.
     *
     * @param rate records a second; 0: any number
     * @param nanos a clock that only goes on, in nanoseconds
     */
    RecordLimit(int rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
        this.toldAt = nanos.getAsLong();
    }

    /** Whether a logger may write a record now; if not, that is counted. */
    synchronized boolean admits(String logger) {
        if (rate == 0) {
            return true;
        }
        String name = String.valueOf(logger);
        long now = nanos.getAsLong();
        Account account = accounts.computeIfAbsent(accounts.containsKey(name) || accounts.size() < MOST_LOGGERS ? name : OTHERS, any -> new Account(now, rate));
        return account.pay(now, rate);
    }

    /** What was left out and not told yet: asked for at any time, but no more than once a second is there an answer. */
    synchronized List<LeftOut> due() {
        return nanos.getAsLong() - toldAt < SECOND ? List.of() : all();
    }

    /** The same, at once. */
    synchronized List<LeftOut> all() {
        toldAt = nanos.getAsLong();
        List<LeftOut> told = new ArrayList<>();
        accounts.forEach((logger, account) -> {
            if (account.leftOut > 0) {
                told.add(new LeftOut(logger, account.leftOut));
                account.leftOut = 0;
            }
        });
        return told;
    }

    private static final class Account {

        private long paidAt;
        /** In records, times a second in nanoseconds. */
        private long balance;
        private long leftOut;

        private Account(long now, int rate) {
            paidAt = now;
            balance = full(rate);
        }

        private static long full(int rate) {
            return rate * BURST_SECONDS * SECOND;
        }

        private boolean pay(long now, int rate) {
            long passed = Math.min(now - paidAt, BURST_SECONDS * SECOND);
            balance = Math.min(full(rate), balance + passed * rate);
            paidAt = now;
            if (balance < SECOND) {
                leftOut++;
                return false;
            }
            balance -= SECOND;
            return true;
        }
    }
}

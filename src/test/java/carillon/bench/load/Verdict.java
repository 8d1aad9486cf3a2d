package carillon.bench.load;

/**
 * What went wrong with deliveries.
 *
 * @param lost how many never came
 * @param doubled how many came once more
 * @param late how many came after a later one of the same publisher on the same channel
 * @param foreign how many came to somebody who had not asked for them
 */
public record Verdict(long lost, long doubled, long late, long foreign) {

    public boolean isPerfect() {
        return lost == 0 && doubled == 0 && late == 0 && foreign == 0;
    }

    /** What was added since an earlier one, from which everything missing was written off. */
    Verdict since(Verdict earlier) {
        return new Verdict(lost, doubled - earlier.doubled, late - earlier.late, foreign - earlier.foreign);
    }

    @Override
    public String toString() {
        return isPerfect() ? "none" : lost + " lost, " + doubled + " doubled, " + late + " late" + (foreign == 0 ? "" : ", " + foreign + " foreign");
    }
}

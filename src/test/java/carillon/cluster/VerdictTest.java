package carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the checker of {@code mvn -Plisten} says of what came. */
class VerdictTest {

    /** With equal lines, as real texts have them. */
    private static final List<String> POEM = List.of("Ring out", "", "wild bells", "", "to the wild sky", "", "The flying cloud", "", "the frosty light");

    private static Reception reception(List<String> expected, List<String> came) {
        Reception reception = new Reception(new Feed(expected));
        came.forEach(reception::add);
        return reception;
    }

    private static Verdict verdict(List<String> came) {
        return reception(POEM, came).verdict();
    }

    private static Verdict verdict(int lost, int doubled, int foreign, int outOfOrder) {
        return new Verdict(lost, doubled, foreign, OptionalInt.of(outOfOrder));
    }

    private static List<String> poemWithout(int... lines) {
        List<String> came = new ArrayList<>(POEM);
        IntStream.of(lines).boxed().sorted((a, b) -> b - a).forEach(line -> came.remove(line.intValue()));
        return came;
    }

    private static List<String> poemWith(int position, String line) {
        List<String> came = new ArrayList<>(POEM);
        came.add(position, line);
        return came;
    }

    @Test
    void isPerfectIfEachLineCameOnceInOrder() {
        assertThat(verdict(POEM)).isEqualTo(Verdict.PERFECT);
        assertThat(reception(POEM, POEM).firstDifference()).isEmpty();
    }

    @Test
    void countsWhatIsLost() {
        assertThat(verdict(poemWithout(4))).isEqualTo(verdict(1, 0, 0, 0));
        assertThat(verdict(poemWithout(1))).as("one of several equal lines").isEqualTo(verdict(1, 0, 0, 0));
        assertThat(verdict(poemWithout(0, 4, 8))).isEqualTo(verdict(3, 0, 0, 0));
        assertThat(verdict(List.of())).isEqualTo(verdict(POEM.size(), 0, 0, 0));
    }

    @Test
    void countsWhatIsDoubled() {
        assertThat(verdict(poemWith(3, "wild bells"))).isEqualTo(verdict(0, 1, 0, 0));
        assertThat(verdict(poemWith(4, ""))).as("one of several equal lines").isEqualTo(verdict(0, 1, 0, 0));
        assertThat(verdict(poemWith(9, "the frosty light"))).as("after the end").isEqualTo(verdict(0, 1, 0, 0));
    }

    @Test
    void countsWhatIsOutOfOrder() {
        List<String> late = poemWithout(0);
        late.add("Ring out");
        assertThat(verdict(late)).isEqualTo(verdict(0, 0, 0, 1));
        assertThat(verdict(List.of("Ring out", "wild bells", "", "", "to the wild sky", "", "The flying cloud", "", "the frosty light"))).isEqualTo(verdict(0, 0, 0, 1));
    }

    @Test
    void countsWhatIsNotOfTheFile() {
        assertThat(verdict(poemWith(2, "wild  bells"))).isEqualTo(verdict(0, 0, 1, 0));
        assertThat(verdict(Stream.of("Ring out", "", "wild b\ufffdlls").toList())).isEqualTo(verdict(7, 0, 1, 0));
    }

    @Test
    void tellsSeveralFaultsApart() {
        List<String> came = poemWithout(2, 6);
        came.add(1, "Ring out");
        came.add("and let him die");
        assertThat(verdict(came)).isEqualTo(verdict(2, 1, 1, 0));
    }

    @Test
    void saysWhereTheFirstDifferenceIs() {
        assertThat(reception(POEM, poemWithout(4)).firstDifference()).hasValue("at line 5, where 'to the wild sky' was expected, came ''");
        assertThat(reception(POEM, poemWith(9, "x")).firstDifference()).hasValue("at line 10, where the file has ended, came 'x'");
    }

    @Test
    void isQuickAboutALongHole() {
        List<String> book = IntStream.range(0, 100_000).mapToObj(n -> "line " + n).toList();
        List<String> came = Stream.concat(book.stream().limit(10_000), book.stream().skip(60_000)).toList();
        assertThat(reception(book, came).verdict()).isEqualTo(verdict(50_000, 0, 0, 0));
    }

    @Test
    void doesNotGuessTheOrderOfWhatIsTooDifferent() {
        List<String> book = IntStream.range(0, 5_000).mapToObj(n -> "line " + n).toList();
        List<String> backwards = IntStream.range(0, 4_999).mapToObj(n -> "line " + (4_999 - n)).toList();
        assertThat(reception(book, backwards).verdict()).isEqualTo(new Verdict(1, 0, 0, OptionalInt.empty()));
    }

    @Test
    void findsTheFewestDifferences() {
        Differences differences = Differences.between(new int[] {1, 2, 3, 1, 2, 2, 1}, new int[] {3, 2, 1, 2, 1, 3}, 20).orElseThrow();
        assertThat(differences.removed().length + differences.inserted().length).isEqualTo(5);
        assertThat(Differences.between(new int[] {1, 2, 3, 1, 2, 2, 1}, new int[] {3, 2, 1, 2, 1, 3}, 4)).isEmpty();
    }

    @Test
    void addsUpAllClientsAndNamesThoseThatDiffer() {
        Audit audit = new Audit(new Feed(POEM), 3);
        POEM.forEach(audit.of(0)::add);
        poemWithout(0).forEach(audit.of(1)::add);
        poemWith(0, "x").forEach(audit.of(2)::add);
        assertThat(audit.total()).isEqualTo(verdict(1, 0, 1, 0));
        assertThat(audit.complaints()).hasSize(2).first().asString().startsWith("client 2: lost 1, doubled 0, foreign 0, out of order 0; first at line 1");
        assertThat(audit.isFull()).isFalse();
        assertThat(audit.least()).isEqualTo(8);
        assertThat(audit.most()).isEqualTo(10);
    }
}

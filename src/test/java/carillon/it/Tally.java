package carillon.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides, of what one subscriber got, what is lost, doubled or out of order. It knows only what was published and what came.
 *
 * <p>Publications are numbered by their publishers: {@code {"p":"<publisher>","n":<number from 1>}}, whatever surrounds that.
 *
 * @param lost how many never came
 * @param doubled how many came more than once
 * @param reordered how many came after a later one of the same publisher
 */
record Tally(int lost, int doubled, int reordered) {

    static final Tally PERFECT = new Tally(0, 0, 0);

    private static final Pattern MARK = Pattern.compile("\"p\":\\s*\"([^\"]+)\",\\s*\"n\":\\s*([0-9]+)");

    /** The payload of one publication. */
    static String payload(String publisher, int number) {
        return "{\"p\":\"" + publisher + "\",\"n\":" + number + "}";
    }

    /** Compares what came with what was published: of each publisher the numbers from 1 to its count. */
    static Tally of(List<String> came, Map<String, Integer> published) {
        Map<String, List<Integer>> byPublisher = new HashMap<>();
        for (String payload : came) {
            Matcher matcher = MARK.matcher(payload);
            if (!matcher.find()) {
                throw new AssertionError("not published by this test: " + payload);
            }
            byPublisher.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(Integer.parseInt(matcher.group(2)));
        }
        Tally sum = PERFECT;
        for (Map.Entry<String, Integer> publisher : published.entrySet()) {
            sum = sum.plus(of(byPublisher.getOrDefault(publisher.getKey(), List.of()), publisher.getValue()));
        }
        return sum;
    }

    private static Tally of(List<Integer> numbers, int count) {
        int[] seen = new int[count + 1];
        int doubled = 0;
        int reordered = 0;
        int highest = 0;
        for (int number : numbers) {
            doubled += seen[number] > 0 ? 1 : 0;
            reordered += seen[number] == 0 && number < highest ? 1 : 0;
            seen[number]++;
            highest = Math.max(highest, number);
        }
        int lost = 0;
        for (int number = 1; number <= count; number++) {
            lost += seen[number] == 0 ? 1 : 0;
        }
        return new Tally(lost, doubled, reordered);
    }

    private Tally plus(Tally other) {
        return new Tally(lost + other.lost, doubled + other.doubled, reordered + other.reordered);
    }
}

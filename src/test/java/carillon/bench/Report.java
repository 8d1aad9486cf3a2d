package carillon.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run, side by side: a table for each scenario, as Markdown that can be read as it is. */
final class Report {

    private static final String OURS = "carillon";

    private final List<String> variants;
    /** Scenario, then row, then variant. */
    private final Map<String, Map<String, Map<String, Double>>> tables = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    Report(List<String> variants) {
        this.variants = List.copyOf(variants);
    }

    void add(String scenario, String variant, String row, double value) {
        tables.computeIfAbsent(scenario, title -> new LinkedHashMap<>()).computeIfAbsent(row, name -> new LinkedHashMap<>()).put(variant, value);
    }

    void fault(String line) {
        faults.add(line);
    }

    /** The tables, and what was lost, doubled or out of order. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        tables.forEach((scenario, rows) -> text.append("### ").append(scenario).append("\n\n").append(table(rows)).append('\n'));
        text.append("Lost, doubled, out of order: ").append(faults.isEmpty() ? "nothing.\n" : "\n\n");
        faults.forEach(fault -> text.append("- ").append(fault).append('\n'));
        return text.toString();
    }

    private String table(Map<String, Map<String, Double>> rows) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(variants);
        others().forEach(other -> head.add(OURS + " / " + other));
        lines.add(head);
        rows.forEach((name, values) -> lines.add(line(name, values)));
        return aligned(lines);
    }

    private List<String> line(String name, Map<String, Double> values) {
        List<String> line = new ArrayList<>(List.of(name));
        variants.forEach(variant -> line.add(number(values.getOrDefault(variant, Double.NaN))));
        others().forEach(other -> line.add(number(values.getOrDefault(OURS, Double.NaN) / values.getOrDefault(other, Double.NaN))));
        return line;
    }

    private List<String> others() {
        return variants.contains(OURS) ? variants.stream().filter(variant -> !variant.equals(OURS)).toList() : List.of();
    }

    private static String aligned(List<List<String>> lines) {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        lines.forEach(line -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < lines.size(); row++) {
            for (int i = 0; i < columns; i++) {
                String cell = lines.get(row).get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                text.append("| ").append(i == 0 ? cell + padding : padding + cell).append(' ');
            }
            text.append("|\n");
            if (row == 0) {
                rule(text, widths);
            }
        }
        return text.toString();
    }

    private static void rule(StringBuilder text, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append('|').append("-".repeat(widths[i] + 1)).append(i == 0 ? '-' : ':');
        }
        text.append("|\n");
    }

    /** Three digits or more. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}

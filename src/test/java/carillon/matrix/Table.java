package carillon.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What each combination can do, as a table of Markdown with the reasons below it. Not thread-safe. */
final class Table {

    private final List<String> columns;
    private final Map<String, Map<String, Cell>> rows = new LinkedHashMap<>();
    /** The number of each, in the order in which they are first needed. */
    private final List<String> reasons = new ArrayList<>();

    Table(List<String> columns) {
        this.columns = columns;
    }

    void add(String row, String column, Result result) {
        rows.computeIfAbsent(row, first -> columns.stream().collect(Collectors.toMap(name -> name, name -> new Cell()))).get(column).add(result);
    }

    boolean isFailed() {
        return rows.values().stream().flatMap(cells -> cells.values().stream()).anyMatch(Cell::isFailed);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| what a cluster can do |");
        columns.forEach(column -> text.append(' ').append(column).append(" |"));
        text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
        rows.forEach((row, cells) -> text.append("| ").append(row).append(" | ")
                .append(columns.stream().map(column -> text(cells.get(column))).collect(Collectors.joining(" | "))).append(" |\n"));
        text.append('\n');
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i + 1).append(". ").append(reasons.get(i)).append(".\n");
        }
        return text.toString();
    }

    private String text(Cell cell) {
        String numbers = cell.reasons().stream().map(reason -> "[" + number(reason) + "]").collect(Collectors.joining(" "));
        return cell.word() + (numbers.isEmpty() ? "" : " " + numbers);
    }

    private int number(String reason) {
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        return reasons.indexOf(reason) + 1;
    }
}

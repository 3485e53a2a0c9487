package dev.catchwater.load.report;

import java.util.List;

/** A table in Markdown, row by row. */
public final class Table {
    private final StringBuilder text = new StringBuilder();
    private final int columns;

    public Table(String... titles) {
        columns = titles.length;
        row(titles);
        text.append("|---".repeat(columns)).append("|\n");
    }

    /** Adds a row; there must be a cell for each column. */
    public Table row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns: " + List.of(cells));
        }
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package dev.catchwater.edge.route;

/**
 * What is wrong in a file, where, and what would be right.
 *
 * @param line from 1
 * @param column from 1
 * @param message for people; names the key and the cure
 */
public record Fault(int line, int column, String message) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + message;
    }
}

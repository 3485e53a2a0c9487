package dev.catchwater.live.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order in which changes were committed: the transaction's id, then the event's number within all.
 * Numbers alone would not do, for a transaction that took a low number may commit late.
 */
public record Position(long xid, long seq) implements Comparable<Position> {

    /** Before everything. */
    public static final Position START = new Position(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    @Override
    public int compareTo(Position other) {
        int byXid = Long.compare(xid, other.xid);
        return byXid != 0 ? byXid : Long.compare(seq, other.seq);
    }

    /** As it stands in an SSE id: {@code xid-seq}. */
    public String text() {
        return xid + "-" + seq;
    }

    /** The position written so, or empty if it is none. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}

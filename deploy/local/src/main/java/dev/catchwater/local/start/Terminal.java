package dev.catchwater.local.start;

import dev.catchwater.local.Board;
import dev.catchwater.local.State;
import dev.catchwater.local.Status;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the person at the terminal reads: while parts start, a line each; afterwards, a line for whatever goes wrong or
 * right again. On a terminal the lines of the start are redrawn in place; elsewhere each is printed once, when it is done.
 */
final class Terminal {

    private static final Set<State> TOLD_LATER = Set.of(State.READY, State.UNWELL, State.RESTARTING, State.DOWN);

    private final PrintStream out;
    private final boolean redraw;
    private final Board board;
    private final InstantSource clock;
    private boolean starting = true;
    private boolean quiet;
    private int drawn;

    Terminal(PrintStream out, boolean redraw, Board board, InstantSource clock) {
        this.out = out;
        this.redraw = redraw;
        this.board = board;
        this.clock = clock;
    }

    /** Tells of changes from now on. */
    void follow() {
        board.listen(this::changed);
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
        drawn = 0;
    }

    /** Draws the lines of the start anew, where the terminal can. */
    void tick() {
        List<Status> statuses = board.statuses();
        synchronized (this) {
            boolean begun = statuses.stream().anyMatch(status -> status.state() != State.WAITING);
            if (redraw && starting && !quiet && begun) {
                draw(statuses);
            }
        }
    }

    /** The start is over: the lines stay as they are. */
    void started() {
        tick();
        synchronized (this) {
            starting = false;
        }
    }

    /** Says nothing of parts any more: they are being stopped. */
    synchronized void hush() {
        quiet = true;
    }

    private void draw(List<Status> statuses) {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A");
        }
        statuses.forEach(status -> out.print("\r\u001b[K" + line(status) + "\n"));
        out.flush();
        drawn = statuses.size();
    }

    private synchronized void changed(Status before, Status after) {
        if (quiet || before.state() == after.state()) {
            return;
        }
        if (starting && !redraw && (after.state() == State.STARTING || after.state() == State.READY)) {
            say(line(after));
        } else if (!starting && TOLD_LATER.contains(after.state())) {
            say(line(after));
        }
    }

    private String line(Status status) {
        String words = switch (status.state()) {
            case READY -> "ready" + status.readyAfter().map(Terminal::in).orElse("");
            case STARTING ->
                "starting" + (redraw ? status.startedAt().map(this::since).orElse("") : " …");
            default -> status.state().words();
        };
        String note = status.note().isEmpty() ? "" : ": " + status.note();
        return String.format(Locale.ROOT, "  %-11s %s%s", status.part().name(), words, note);
    }

    private static String in(Duration took) {
        return " in " + seconds(took);
    }

    private String since(Instant start) {
        return ", " + seconds(Duration.between(start, clock.instant()));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}

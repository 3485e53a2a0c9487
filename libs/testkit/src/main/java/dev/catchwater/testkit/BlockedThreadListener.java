package dev.catchwater.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hears the checker through java.util.logging, which is where Vert.x logs by default and what JBoss LogManager
 * implements under Quarkus. One per JVM even if several class loaders hold this class: they find each other's by the
 * logger, and talk in types of the JDK.
 */
final class BlockedThreadListener extends Handler implements Supplier<List<LogRecord>> {
    private static final int LIMIT = 1000;
    private static final Pattern MESSAGE =
            Pattern.compile("Thread Thread\\[(.*),\\d+,[^,]*] has been blocked for (\\d+) ms.*");

    // Held strongly: a logger that nobody holds is collected with its handlers.
    private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

    private final Deque<LogRecord> records = new ArrayDeque<>();

    /** What the one listener has heard so far; attaches it if there is none, a reset of the logging included. */
    static List<LogRecord> attached() {
        synchronized (CHECKER) {
            for (Handler handler : CHECKER.getHandlers()) {
                if (handler.getClass().getName().equals(BlockedThreadListener.class.getName())
                        && handler instanceof Supplier<?> listener
                        && listener.get() instanceof List<?> heard) {
                    return heard.stream().map(LogRecord.class::cast).toList();
                }
            }
            CHECKER.addHandler(new BlockedThreadListener());
            return List.of();
        }
    }

    static List<BlockedThread> records() {
        return attached().stream().flatMap(record -> parsed(record).stream()).toList();
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() < Level.WARNING.intValue()) {
            return;
        }
        if (record.getThrown() == null) {
            nameStack(record);
        }
        synchronized (records) {
            if (records.size() == LIMIT) {
                records.removeFirst();
            }
            records.addLast(record);
        }
    }

    @Override
    public List<LogRecord> get() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static Optional<BlockedThread> parsed(LogRecord record) {
        Matcher message = MESSAGE.matcher(String.valueOf(record.getMessage()));
        if (!message.matches()) {
            return Optional.empty();
        }
        return Optional.of(new BlockedThread(
                message.group(1),
                record.getInstant(),
                Duration.ofMillis(Long.parseLong(message.group(2))),
                stack(record)));
    }

    /** Vert.x adds the stack only after five seconds; it is taken here, on the checker's thread, while it is true. */
    private static void nameStack(LogRecord record) {
        Matcher message = MESSAGE.matcher(String.valueOf(record.getMessage()));
        if (!message.matches()) {
            return;
        }
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getName().equals(message.group(1))) {
                record.setParameters(new Object[] {stack});
            }
        });
    }

    private static List<StackTraceElement> stack(LogRecord record) {
        Object[] parameters = record.getParameters();
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof StackTraceElement[] stack) {
            return Arrays.asList(stack);
        }
        return record.getThrown() == null
                ? List.of()
                : Arrays.asList(record.getThrown().getStackTrace());
    }
}

package dev.catchwater.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class while whose tests ran Vert.x saw an event loop blocked. It registers itself where JUnit's extension
 * autodetection is on ({@code junit.jupiter.extensions.autodetection.enabled=true}); elsewhere
 * {@code @ExtendWith(BlockedThreadGuard.class)} does.
 *
 * <p>A block that began before the class's first test (start-up) does not count. Classes that run at the same time all
 * fail, since a thread belongs to none of them. The limit is that of the Vert.x instance: 2 s, looked at each second,
 * unless {@link BlockedThreads#strict} or {@code quarkus.vertx.max-event-loop-execute-time} say otherwise. The
 * configuration parameter {@value #MODE} takes {@code fail} (the default) or {@code off}; {@link BlocksEventLoops}
 * exempts one class.
 */
public final class BlockedThreadGuard implements BeforeAllCallback, BeforeTestExecutionCallback, AfterAllCallback {
    /** JUnit configuration parameter: {@code fail} or {@code off}. */
    public static final String MODE = "catchwater.testkit.blocked-threads";

    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(BlockedThreadGuard.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        BlockedThreadListener.attached();
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        BlockedThreadListener.attached(); // again: the start of an application may have reset the logging
        ExtensionContext outermost = outermost(context);
        outermost.getStore(OURS).computeIfAbsent(outermost.getUniqueId(), id -> Instant.now(), Instant.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Instant began = context.getStore(OURS).get(context.getUniqueId(), Instant.class);
        if (began == null || isOff(context)) {
            return; // no test ran, or this is a nested class, for which the outermost one answers
        }
        List<String> blocked = BlockedThreadListener.records().stream()
                .filter(record -> record.isEventLoop() && !record.since().isBefore(began))
                .map(BlockedThread::toString)
                .toList();
        if (!blocked.isEmpty()) {
            throw new AssertionError("An event loop was blocked during " + context.getDisplayName() + ":\n    "
                    + String.join("\n    ", blocked));
        }
    }

    private static boolean isOff(ExtensionContext context) {
        if (context.getRequiredTestClass().isAnnotationPresent(BlocksEventLoops.class)) {
            return true;
        }
        String mode = context.getConfigurationParameter(MODE).orElse("fail").toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "off" -> true;
            case "fail" -> false;
            default -> throw new IllegalArgumentException(MODE + " is fail or off, not " + mode);
        };
    }

    private static ExtensionContext outermost(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (var parent = context.getParent();
                parent.flatMap(ExtensionContext::getTestClass).isPresent(); ) {
            outermost = parent.get();
            parent = outermost.getParent();
        }
        return outermost;
    }
}

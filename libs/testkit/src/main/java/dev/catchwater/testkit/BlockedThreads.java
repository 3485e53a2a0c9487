package dev.catchwater.testkit;

import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What Vert.x's blocked-thread checker has complained about in this JVM, and how to make it complain sooner. */
public final class BlockedThreads {

    private BlockedThreads() {}

    /** All complaints since listening began: with the guard registered, since the first test class; else since the first call. */
    public static List<BlockedThread> records() {
        return BlockedThreadListener.records();
    }

    /**
     * Limits for tests: an event loop may run for 500 ms instead of 2 s, looked at every 100 ms instead of each second,
     * and the stack is logged at once. On a loaded machine a collection or a missing CPU can take that long too: choose
     * it where the code under test is small, and leave the default where a whole application boots.
     *
     * @return the same options, changed
     */
    public static VertxOptions strict(VertxOptions options) {
        return options.setBlockedThreadCheckInterval(100)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(500)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setWarningExceptionTime(500)
                .setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS);
    }
}

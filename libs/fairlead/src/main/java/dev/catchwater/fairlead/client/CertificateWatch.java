package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of a TLS policy every so often, on a worker, and has connections made with what they hold once that
 * has changed. Files that cannot be used, half written ones for instance, change nothing and are told of once; when they
 * change again they are looked at again.
 */
public final class CertificateWatch implements AutoCloseable {
    private final Vertx vertx;
    private final Timers timers;
    private final TlsPolicy policy;
    private final Duration every;
    private final Function<TlsPolicy, Uni<Void>> update;
    private final CallListener listener;
    private Timers.@Nullable Timer next;
    private String seen = "";
    private boolean closed;

    /** @param update makes connections with a policy's files, or fails */
    CertificateWatch(
            Vertx vertx,
            Timers timers,
            TlsPolicy policy,
            Duration every,
            Function<TlsPolicy, Uni<Void>> update,
            CallListener listener) {
        if (every.toMillis() < 1) {
            throw new IllegalArgumentException("files are looked at every millisecond at most");
        }
        this.vertx = vertx;
        this.timers = timers;
        this.policy = policy;
        this.every = every;
        this.update = update;
        this.listener = listener;
    }

    /** @param known the fingerprint of the files as the client last used them: they may have changed since */
    CertificateWatch begin(String known) {
        seen = known;
        look();
        return this;
    }

    private void look() {
        vertx.executeBlocking(policy::fingerprint, false).onComplete(read -> {
            // What cannot be read has a look of its own, so that it is told of once.
            String now = read.succeeded() ? read.result() : "unreadable";
            boolean changed = !now.equals(seen);
            seen = now;
            if (changed && !isClosed()) {
                update.apply(policy)
                        .subscribe()
                        .with(done -> told(Optional.empty()), thrown -> told(Optional.of(thrown)));
            } else {
                lookLater();
            }
        });
    }

    private void told(Optional<Throwable> failure) {
        listener.on(new CallEvent.TlsReloaded(0, failure.map(CertificateWatch::reason)));
        lookLater();
    }

    /** What TLS material says of itself names files, never what is in them. */
    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void lookLater() {
        if (!closed) {
            next = timers.after(every, this::look);
        }
    }

    /** Looks no more. Idempotent; the client's end does it too. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }
}

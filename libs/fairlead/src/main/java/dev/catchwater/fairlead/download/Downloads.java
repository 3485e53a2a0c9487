package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Loads content into files. A file is filled beside its target and moved there in one step when it is whole, checked and
 * on the disk: at the target there is the old file or the new one, never half of one, whatever ends the process.
 *
 * <p>After a cut the rest is asked for by Range and If-Range where the upstream named a strong validator (RFC 9110
 * §13.1.5), otherwise the whole again. Content is stored as it is sent: no compression is asked for or undone.
 *
 * <p>Each download has a virtual thread that waits for disk and peer, and tells its events. The peer is read at the disk's
 * pace; a slow reader of the events misses some of {@link DownloadEvent.Progress}, never {@link DownloadEvent.Done}.
 */
public final class Downloads {
    /** Two downloads to one target would race for it; a process has one file system, so this is one set. */
    private static final Set<Path> TARGETS = ConcurrentHashMap.newKeySet();

    private final Next client;
    private final DownloadPolicy policy;
    private final Timers timers;
    private final RandomGenerator random;

    /**
     * Downloads by a client.
     *
     * @param client sends the requests, e.g. {@code httpClient::send}
     * @param random names partial files and jitters pauses; is asked on several threads
     */
    public Downloads(Next client, DownloadPolicy policy, Timers timers, RandomGenerator random) {
        this.client = client;
        this.policy = policy;
        this.timers = timers;
        this.random = random;
    }

    /**
     * Loads what a GET brings; lazy, and once for each subscription. A call without a limit of its own has none here,
     * whatever the client's default. Cancelling ends it soon afterwards.
     *
     * <p>Fails as calls do; with {@link HttpFailure.BadBody} where digests or parts do not fit, {@link
     * HttpFailure.InvalidRequest} where the target is being downloaded to already, and with {@link UncheckedIOException}
     * where the disk is full or refuses.
     */
    public Multi<DownloadEvent> to(Request request, Path target) {
        return to(request, target, Optional.empty());
    }

    /**
     * The same, for content that is known beforehand.
     *
     * @param sha256 64 hexadecimal digits
     */
    public Multi<DownloadEvent> to(Request request, Path target, String sha256) {
        return to(request, target, Optional.of(Digest.sha256(sha256)));
    }

    private Multi<DownloadEvent> to(Request request, Path target, Optional<Digest> expected) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Thread worker = Thread.ofVirtual()
                                    .name("fairlead-download")
                                    .unstarted(() -> work(request, target, expected, emitter));
                            emitter.onTermination(worker::interrupt);
                            worker.start();
                        },
                        BackPressureStrategy.LATEST);
    }

    private void work(
            Request request, Path target, Optional<Digest> expected, MultiEmitter<? super DownloadEvent> emitter) {
        try {
            Path place = place(target);
            if (!TARGETS.add(place)) {
                throw new HttpFailure.InvalidRequest("the target is being downloaded to already").asException();
            }
            DownloadEvent.Done done;
            try {
                done = load(request, place, expected, emitter::emit);
            } finally {
                TARGETS.remove(place);
            }
            emitter.emit(done);
            emitter.complete();
        } catch (Stopped gone) {
            emitter.complete();
        } catch (IOException ofTheDisk) {
            emitter.fail(new UncheckedIOException(
                    "the download to " + target.getFileName() + " cannot be written: " + ofTheDisk.getMessage(),
                    ofTheDisk));
        } catch (RuntimeException failed) {
            emitter.fail(failed);
        }
    }

    private static Path place(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new HttpFailure.InvalidRequest("the target is no file").asException();
        }
        return folder.toRealPath().resolve(absolute.getFileName());
    }

    private DownloadEvent.Done load(
            Request request, Path target, Optional<Digest> expected, Consumer<DownloadEvent> listener)
            throws IOException {
        if (!request.method().equals(Method.GET)) {
            throw new HttpFailure.InvalidRequest("only the content of a GET can be loaded into a file").asException();
        }
        try (Partial partial = policy.keepPartial() ? Partial.kept(target) : Partial.fresh(target, random)) {
            Transfer transfer = new Transfer(client, prepared(request), partial, policy.maxBytes(), timers, listener);
            String source = Kept.source(request.uri());
            int requests = new DownloadRun(policy, timers, random, partial, transfer, source, listener).run(expected);
            return new DownloadEvent.Done(target, partial.length(), requests);
        }
    }

    private Request prepared(Request request) {
        Request plain = request.withHeaders(request.headers()
                        .without("Range")
                        .without("If-Range")
                        .with("Accept-Encoding", "identity")
                        .with("Cache-Control", "no-store"))
                .withMaxBody(Math.min(policy.maxBytes(), request.maxBody(Long.MAX_VALUE)));
        boolean unlimited = request.timeout(Duration.ZERO).isZero();
        return unlimited ? plain.withoutTimeout() : plain;
    }
}

package dev.catchwater.load.peer;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.load.Done;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** Fairlead as it comes, but for as many places as there are connections. */
public final class FairleadPeer implements Peer {
    private final EventLoop loop;
    private final HttpClient client;
    private final Request request;

    FairleadPeer(Target target) {
        this(target, settings(target), new EventLoop());
    }

    /** With other settings. */
    public FairleadPeer(Target target, Settings settings) {
        this(target, settings, new EventLoop());
    }

    /** On an application's Vert.x. */
    public FairleadPeer(Target target, Vertx vertx) {
        this(target, settings(target), new EventLoop(vertx));
    }

    private FairleadPeer(Target target, Settings settings, EventLoop loop) {
        this.loop = loop;
        client = HttpClient.create(loop.vertx(), settings);
        request = Request.get(target.uri())
                .withHeaders(Headers.of(Target.FIELDS.stream()
                        .flatMap(field -> Stream.of(field.name(), field.value()))
                        .toArray(String[]::new)));
    }

    /** The defaults, with the guard on: this one origin is let through. Who waits longer than others would fails later. */
    public static Settings settings(Target target) {
        AdmissionPolicy admission = AdmissionPolicy.DEFAULT
                .withInFlight(target.connections())
                .withQueue(100_000, Duration.ofSeconds(30), 1 << 20);
        return Settings.named("load")
                .withAdmission(admission)
                .withGuard(new GuardPolicy(true, Set.of(target.uri().getAuthority())));
    }

    @Override
    public void begin(Runnable task) {
        loop.run(task);
    }

    @Override
    public void call(Done done) {
        client.send(request)
                .flatMap(FairleadPeer::content)
                .subscribe()
                .with(body -> done.ended(body.length(), null), thrown -> done.ended(0, thrown));
    }

    private static Uni<Buffer> content(Response response) {
        return response.status() == 200
                ? response.body().bytes()
                : Uni.createFrom().failure(Done.unexpected(response.status()));
    }

    @Override
    public void close() {
        client.close();
        loop.close();
    }
}

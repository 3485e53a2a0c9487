package dev.catchwater.aggregator.source.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Secret;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.post.Text;
import dev.catchwater.aggregator.source.Failures;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.sse.SseClient;
import dev.catchwater.fairlead.sse.SseEvent;
import dev.catchwater.fairlead.sse.SseSignal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Mastodon's client API, which other software speaks as well. */
public final class MastodonConnector implements Connector {

    private final MastodonApi api;
    private final SseClient streams;
    private final InstantSource clock;
    private final int firstPages;

    /**
     * A connector.
     *
     * @param streams over a client that bears silence for longer than the instances' heartbeat (15 to 30 s)
     * @param tokens by an instance's base address, without a slash at the end
     * @param firstPages pages of 40 to read on a first visit
     */
    public MastodonConnector(
            HttpClient http,
            SseClient streams,
            Map<String, Secret> tokens,
            Executor workers,
            InstantSource clock,
            int firstPages) {
        this.api = new MastodonApi(http, tokens, workers, clock);
        this.streams = streams;
        this.clock = clock;
        this.firstPages = firstPages;
    }

    @Override
    public Platform platform() {
        return Platform.MASTODON;
    }

    @Override
    public Uni<Found> verify(URI url, Allowance allowance) {
        return Uni.createFrom()
                .deferred(() -> {
                    TimelineAddress address = TimelineAddress.parse(url);
                    return instance(address.base(), allowance)
                            .flatMap(instance -> walk(address, allowance)
                                    .flatMap(walk -> walk.from(Source.Memory.NONE))
                                    .map(first -> found(address, instance, first)));
                })
                .onFailure()
                .transform(this::failure);
    }

    private static Found found(TimelineAddress address, JsonNode instance, FetchResult result) {
        String host = URI.create(address.base()).getHost();
        String name = Optional.ofNullable(Text.line(instance.path("title").asText(null), 100))
                .orElse(host);
        String title = address.title(name);
        FetchResult.Fetched first = switch (result) {
            case FetchResult.Fetched f ->
                new FetchResult.Fetched(title, address.url().toString(), f.changes(), f.memory(), f.hints(), f.more());
            case FetchResult.Unchanged u ->
                new FetchResult.Fetched(
                        title, address.url().toString(), java.util.List.of(), u.memory(), u.hints(), false);
        };
        return new Found(address.key(), address.url(), title, first);
    }

    @Override
    public Uni<FetchResult> fetch(Source source, Allowance allowance) {
        return Uni.createFrom()
                .deferred(() -> walk(TimelineAddress.of(source.key()), allowance))
                .flatMap(walk -> walk.from(source.memory()))
                .onFailure()
                .transform(this::failure);
    }

    private Uni<HeadWalk> walk(TimelineAddress address, Allowance allowance) {
        return address.account()
                .map(account -> api.json(
                                address.base(),
                                "/api/v1/accounts/lookup?acct=" + URLEncoder.encode(account, StandardCharsets.UTF_8),
                                allowance)
                        .map(found -> "/api/v1/accounts/"
                                + URLEncoder.encode(found.path("id").asText(), StandardCharsets.UTF_8) + "/statuses?"))
                .orElseGet(() -> Uni.createFrom().item(address.pages()))
                .map(pages -> new HeadWalk(api, address.base(), pages, firstPages, allowance));
    }

    /** The instance's description, or nothing for software that has none. */
    private Uni<JsonNode> instance(String base, Allowance allowance) {
        return api.json(base, "/api/v2/instance", allowance)
                .onFailure(MastodonConnector::lacksIt)
                .recoverWithUni(() -> api.json(base, "/api/v1/instance", allowance))
                .onFailure(MastodonConnector::lacksIt)
                .transform(lacking ->
                        new SourceFailure.NotASource("It does not answer as a Mastodon instance.").asException());
    }

    private static boolean lacksIt(Throwable thrown) {
        return thrown instanceof SourceException e
                && (e.failure() instanceof SourceFailure.Malformed
                        || (e.failure() instanceof SourceFailure.BadStatus(int status) && status == 404));
    }

    @Override
    public boolean streams(Source source) {
        TimelineAddress address = TimelineAddress.of(source.key());
        return address.stream().isPresent() && api.hasToken(address.base());
    }

    @Override
    public Multi<Signal> stream(Source source) {
        TimelineAddress address = TimelineAddress.of(source.key());
        String path = address.stream().orElseThrow();
        Statuses mapping = new Statuses(address.base());
        return streams.connect(api.authorised(address.base(), address.base() + path))
                .onItem()
                .transformToMultiAndConcatenate(signal -> Multi.createFrom().items(signals(mapping, signal).stream()))
                .onFailure()
                .transform(this::failure);
    }

    private static Optional<Signal> signals(Statuses mapping, SseSignal signal) {
        return switch (signal) {
            case SseSignal.Opened opened -> Optional.of(new Signal.Connected());
            case SseSignal.Lost lost -> Optional.of(new Signal.Lost(lost.reason()));
            case SseEvent event ->
                switch (event.type()) {
                    case "update", "status.update" ->
                        mapping.seen(MastodonApi.parse(Buffer.buffer(event.data())))
                                .map(Signal.Changed::new);
                    case "delete" -> mapping.removed(event.data().strip()).map(Signal.Changed::new);
                    default -> Optional.empty();
                };
        };
    }

    private Throwable failure(Throwable thrown) {
        return Failures.of(thrown, clock.instant());
    }
}

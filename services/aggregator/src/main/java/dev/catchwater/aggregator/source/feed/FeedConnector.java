package dev.catchwater.aggregator.source.feed;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.CanonicalUrl;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.post.SafeHtml;
import dev.catchwater.aggregator.post.Text;
import dev.catchwater.aggregator.source.Failures;
import dev.catchwater.aggregator.source.Reading;
import dev.catchwater.aggregator.source.Wishes;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.conditional.Conditional;
import dev.catchwater.fairlead.conditional.Validators;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Feeds: asked with both validators, read off the event loop, at most 8 MiB each. */
public final class FeedConnector implements Connector {

    /** The most we read of one feed, in bytes after decompression. */
    public static final long MAX_BODY = 8L << 20;

    private static final String ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json,"
            + " application/xml;q=0.9, application/json;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1";

    private final HttpClient http;
    private final Executor workers;
    private final InstantSource clock;

    /** A connector; {@code workers} parse, so they may be kept busy. */
    public FeedConnector(HttpClient http, Executor workers, InstantSource clock) {
        this.http = http;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Platform platform() {
        return Platform.FEED;
    }

    @Override
    public boolean streams(Source source) {
        return false;
    }

    @Override
    public Multi<Signal> stream(Source source) {
        return Multi.createFrom().empty();
    }

    @Override
    public Uni<Found> verify(URI url, Allowance allowance) {
        return Uni.createFrom()
                .deferred(() -> look(url, allowance, true))
                .onFailure()
                .transform(this::failure);
    }

    @Override
    public Uni<FetchResult> fetch(Source source, Allowance allowance) {
        Validators known = new Validators(
                Optional.ofNullable(source.memory().etag()),
                Optional.ofNullable(source.memory().lastModified()));
        return Conditional.get(http::send, request(source.url()), known)
                .flatMap(answer -> switch (answer) {
                    case Conditional.NotModified(Response response, Validators now) ->
                        response.body().discard().map(done -> unchanged(response, now));
                    case Conditional.Fetched(Response response, Validators now) ->
                        read(response, allowance).map(document -> fetched(source.key(), response, now, document));
                })
                .onFailure()
                .transform(this::failure);
    }

    private Uni<Found> look(URI asked, Allowance allowance, boolean mayFollow) {
        URI url = CanonicalUrl.of(asked.toString())
                .orElseThrow(() -> new SourceFailure.BadAddress("This is no http or https address.").asException());
        return http.send(request(url))
                .flatMap(response -> read(response, allowance)
                        .flatMap(document -> document instanceof FeedDocument.Page(Optional<URI> named) && mayFollow
                                ? look(named.orElseThrow(FeedConnector::noFeed), allowance, false)
                                : Uni.createFrom().item(() -> found(lasting(url, response), response, document))));
    }

    private Found found(URI url, Response response, FeedDocument document) {
        SourceKey key = new SourceKey(Platform.FEED, url.getRawAuthority(), url.toString());
        FetchResult.Fetched first = fetched(key, response, Validators.of(response.headers()), document);
        return new Found(key, url, first.title() == null ? url.getHost() : first.title(), first);
    }

    /** Where it moved for good is where it is from now on. */
    private static URI lasting(URI asked, Response response) {
        boolean forGood = response.hops().stream().allMatch(hop -> hop.status() == 301 || hop.status() == 308);
        return forGood ? CanonicalUrl.of(response.uri().toString()).orElse(asked) : asked;
    }

    private FetchResult.Fetched fetched(
            SourceKey key, Response response, Validators validators, FeedDocument document) {
        if (!(document instanceof FeedDocument.Feed(RawFeed feed))) {
            throw noFeed();
        }
        URI site = feed.siteUrl() == null
                ? response.uri()
                : CanonicalUrl.of(feed.siteUrl()).orElse(response.uri());
        return new FetchResult.Fetched(
                Text.line(SafeHtml.plain(feed.title()), 200),
                feed.siteUrl() == null ? null : site.toString(),
                new FeedPosts(key, response.uri(), feed).changes(),
                memory(validators),
                Wishes.of(response.headers(), now()).publishedEvery(feed.ttl()),
                false);
    }

    private FetchResult unchanged(Response response, Validators validators) {
        return new FetchResult.Unchanged(memory(validators), Wishes.of(response.headers(), now()));
    }

    private static Source.Memory memory(Validators validators) {
        return new Source.Memory(
                validators.etag().orElse(null), validators.lastModified().orElse(null), null);
    }

    private Uni<FeedDocument> read(Response response, Allowance allowance) {
        if (!response.isSuccess()) {
            return response.body().discard().map(done -> {
                throw Failures.badStatus(response.status(), response.headers(), now());
            });
        }
        @Nullable String type = response.headers().first("Content-Type").orElse(null);
        return Reading.bytes(response.body(), allowance)
                .emitOn(workers)
                .map(bytes -> FeedDocument.read(bytes.getBytes(), type, response.uri()));
    }

    private static Request request(URI url) {
        return Request.get(url).withHeader("Accept", ACCEPT).withMaxBody(MAX_BODY);
    }

    private Throwable failure(Throwable thrown) {
        return Failures.of(thrown, now());
    }

    private static RuntimeException noFeed() {
        return new SourceFailure.NotASource("It is a web page, and names no feed.").asException();
    }

    private Instant now() {
        return clock.instant();
    }
}

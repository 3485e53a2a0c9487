package dev.catchwater.prices.source;

import dev.catchwater.crawl.Directives;
import dev.catchwater.crawl.Robots;
import dev.catchwater.crawl.RobotsBook;
import dev.catchwater.crawl.Sitemap;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.RetryAfter;
import dev.catchwater.fairlead.conditional.Conditional;
import dev.catchwater.fairlead.conditional.Validators;
import dev.catchwater.prices.Leave;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageSource;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Seen;
import dev.catchwater.prices.host.Answer;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.page.PageFacts;
import dev.catchwater.prices.page.PageReader;
import dev.catchwater.prices.source.lists.ProductList;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Shop pages over HTTP: robots.txt first, both validators, at most 4 MiB, parsed by workers. Each request to the page's host
 * has leave, that for robots.txt as well.
 */
public final class ShopPages implements PageSource {

    /** The most that is read of a page, in bytes after decompression. */
    public static final long MAX_BODY = 4L << 20;

    private static final int MOST_SITEMAPS = 500;
    private static final String[] TELLING = {"cf-mitigated", "x-amzn-waf-action"};

    private final Next client;
    private final RobotsBook robots;
    private final String token;
    private final Executor workers;
    private final InstantSource clock;

    /**
     * Pages as this client gets them.
     *
     * @param client asks, e.g. {@code httpClient::send}; must not follow redirects
     * @param token what robots.txt files and pages call us
     * @param workers parse, so they may be kept busy
     */
    public ShopPages(Next client, RobotsBook robots, String token, Executor workers, InstantSource clock) {
        this.client = client;
        this.robots = robots;
        this.token = token;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Uni<Seen> look(Page page, Leave leave) {
        return rules(page, leave)
                .flatMap(rules -> {
                    Duration delay = rules.crawlDelay().orElse(null);
                    Instant wanted = rules.notBefore();
                    if (wanted != null && wanted.isAfter(clock.instant())) {
                        Duration wait = Duration.between(clock.instant(), wanted);
                        return Uni.createFrom().item(new Seen.Waiting(wait, delay));
                    }
                    if (isRobots(page)) {
                        return Uni.createFrom().item(named(page, rules, delay));
                    }
                    return rules.allows(page.target())
                            ? leave.ask(delay).flatMap(let -> ask(page, leave, delay))
                            : Uni.createFrom().<Seen>item(new Seen.Forbidden(delay));
                })
                .onFailure(Leave.Refused.class)
                .recoverWithItem(() -> new Seen.Later(null))
                .onFailure(RobotsBook.Elsewhere.class)
                .recoverWithItem(thrown -> new Seen.Silent(String.valueOf(thrown.getMessage()), null));
    }

    private Uni<Robots> rules(Page page, Leave leave) {
        return robots.knows(page.target())
                ? robots.of(page.target(), new Led(page, leave))
                : leave.ask(null).flatMap(let -> robots.of(page.target(), new Led(page, leave)));
    }

    /** A robots.txt that is watched like a sitemap stands for those that it names (sitemaps.org, RFC 9309 §2.2.4). */
    private static boolean isRobots(Page page) {
        return page.kind() == Page.Kind.SITEMAP
                && "/robots.txt".equals(page.target().getPath());
    }

    private static Seen named(Page page, Robots rules, @Nullable Duration delay) {
        // Those on other hosts are left out: nobody may send us elsewhere.
        List<URI> here = rules.sitemaps().stream()
                .filter(map -> map.getHost().equalsIgnoreCase(page.target().getHost()))
                .toList();
        return new Seen.Listed(List.of(), here, null, null, delay);
    }

    private Uni<Seen> ask(Page page, Leave leave, @Nullable Duration delay) {
        Validators known = new Validators(Optional.ofNullable(page.etag()), Optional.ofNullable(page.lastModified()));
        // What a host orders is told before its body comes, which may never end.
        Next told = request -> client.proceed(request)
                .call(response -> RetryAfter.of(response.headers(), clock.instant())
                        .map(leave::ordered)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
        return Conditional.get(told, Asking.page(page), known)
                .flatMap(answer -> switch (answer) {
                    case Conditional.NotModified(Response response, Validators now) ->
                        response.body().discard().map(done -> (Seen) new Seen.Unchanged(
                                now.etag().orElse(null), now.lastModified().orElse(null), delay));
                    case Conditional.Fetched(Response response, Validators now) ->
                        Redirects.of(response)
                                .map(to -> response.body().discard().map(done ->
                                        (Seen) new Seen.Moved(to, Redirects.isPermanent(response.status()), delay)))
                                .orElseGet(() -> fetched(page, response, now, delay));
                })
                .onFailure()
                .recoverWithItem(thrown -> new Seen.Silent(why(thrown), delay));
    }

    private Uni<Seen> fetched(Page page, Response response, Validators now, @Nullable Duration delay) {
        return response.body().bytes().emitOn(workers).map(bytes -> {
            if (!response.isSuccess()) {
                return new Seen.Refused(withMarkers(answer(page, response, null), response, bytes), delay);
            }
            Directives asked = Directives.ofFields(response.headers().all("X-Robots-Tag"), token);
            if (page.kind() == Page.Kind.SITEMAP) {
                return listed(page, response, bytes, asked, now, delay);
            }
            if (ProductList.isOne(page.kind())) {
                return asked.noindex() ? new Seen.Unlisted(delay) : products(page, response, bytes, now, delay);
            }
            String html = html(response, bytes);
            if (asked.and(Metas.directives(html, token)).noindex()) {
                return new Seen.Unlisted(delay);
            }
            Parsed parsed = read(page, response, html, hash(bytes), bytes.length());
            return new Seen.Read(
                    parsed.reading,
                    answer(page, response, parsed.page),
                    now.etag().orElse(null),
                    now.lastModified().orElse(null),
                    delay);
        });
    }

    // A sitemap that is itself not to be listed (noindex) is followed all the same: that is what it is for.
    private static Seen listed(
            Page page, Response response, Buffer bytes, Directives asked, Validators now, @Nullable Duration delay) {
        Optional<Sitemap> map = asked.nofollow() ? Optional.empty() : Sitemap.parse(bytes.getBytes(), response.uri());
        String wanted = page.containing() == null ? "" : page.containing();
        List<URI> pages = map.filter(Sitemap.Pages.class::isInstance).stream()
                .flatMap(one -> ((Sitemap.Pages) one).pages().stream())
                .map(Sitemap.Page::address)
                .filter(address -> address.toString().contains(wanted))
                .toList();
        List<URI> sitemaps = map.filter(Sitemap.Index.class::isInstance).stream()
                .flatMap(one -> ((Sitemap.Index) one).sitemaps().stream())
                .limit(MOST_SITEMAPS)
                .toList();
        return new Seen.Listed(
                pages, sitemaps, now.etag().orElse(null), now.lastModified().orElse(null), delay);
    }

    // The sizes and prices of lists say nothing of what is usual among pages; one that says nothing may be a wall.
    private Seen products(Page page, Response response, Buffer bytes, Validators now, @Nullable Duration delay) {
        Answer bare = answer(page, response, null);
        ProductList list =
                ProductList.read(page.kind(), bytes.getBytes(), html(response, bytes), response.uri(), clock.instant());
        return new Seen.Read(
                Reading.of(list.entries(), site(page), hash(bytes), list.next()),
                list.entries().isEmpty() ? withMarkers(bare, response, bytes) : bare,
                now.etag().orElse(null),
                now.lastModified().orElse(null),
                delay);
    }

    private static String html(Response response, Buffer bytes) {
        return Charsets.text(
                bytes.getBytes(), response.headers().first("Content-Type").orElse(null));
    }

    private static Parsed read(Page page, Response response, String html, String hash, int size) {
        PageFacts facts = PageReader.read(html, response.uri());
        Reading reading = Reading.of(facts, site(page), hash);
        Answer.Page seen = new Answer.Page(
                hash,
                size,
                Markers.of(html),
                facts.canonical(),
                reading.quote().price(),
                reading.quote().availability());
        return new Parsed(reading, seen);
    }

    // A wall is recognised by its words, too; nothing else of such a page is looked at.
    private static Answer withMarkers(Answer answer, Response response, Buffer bytes) {
        Answer.Page wall = new Answer.Page(
                hash(bytes), bytes.length(), Markers.of(html(response, bytes)), null, null, Availability.UNKNOWN);
        return new Answer(
                answer.status(), answer.headers(), answer.asked(), answer.answered(), answer.retryAfter(), wall);
    }

    private Answer answer(Page page, Response response, Answer.@Nullable Page seen) {
        return new Answer(
                response.status(),
                telling(response.headers()),
                page.url(),
                response.uri(),
                RetryAfter.of(response.headers(), clock.instant()).orElse(null),
                seen);
    }

    private static Map<String, String> telling(Headers headers) {
        Map<String, String> telling = new HashMap<>();
        for (String name : TELLING) {
            headers.first(name).ifPresent(value -> telling.put(name, value.toLowerCase(Locale.ROOT)));
        }
        return telling;
    }

    /** Whose numbers a page uses: the shop's, not only the host's. */
    private static String site(Page page) {
        URI base = page.shop().base();
        return base.getHost() + (base.getPath() == null || base.getPath().equals("/") ? "" : base.getPath());
    }

    private static String why(Throwable thrown) {
        return thrown instanceof HttpException http ? http.failure().message() : "the page could not be read";
    }

    private static String hash(Buffer bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every JDK has SHA-256", none);
        }
    }

    private record Parsed(Reading reading, Answer.Page page) {}
}

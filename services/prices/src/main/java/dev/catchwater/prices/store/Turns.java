package dev.catchwater.prices.store;

import dev.catchwater.crawl.CanonicalUrl;
import dev.catchwater.crawl.frontier.Frontier;
import dev.catchwater.crawl.frontier.Turn;
import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Overtaken;
import dev.catchwater.prices.Settlement;
import dev.catchwater.prices.host.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns at hosts, in the frontier of {@code libs/crawl}. */
@ApplicationScoped
class Turns {

    private final Frontier frontier;
    private final Hosts hosts;
    private final Pool pool;

    Turns(Pool pool, Hosts hosts) {
        this.frontier = new Frontier(pool);
        this.hosts = hosts;
        this.pool = pool;
    }

    Frontier frontier() {
        return frontier;
    }

    Uni<Optional<Hold>> claim(Instant now, Duration lease) {
        return Db.awaiting(frontier.claim(now, lease))
                .map(found -> found.map(
                        turn -> new Hold(turn.origin(), turn.fence(), turn.address(), turn.until(), turn.lapsed())));
    }

    Uni<Optional<Instant>> soonest() {
        return Db.awaiting(frontier.soonest());
    }

    Uni<Boolean> asking(Hold hold, Instant now, Instant next) {
        return Db.awaiting(frontier.ask(turn(hold), now, next));
    }

    Uni<Boolean> askingBeside(URI address, Pace first, Instant now) {
        String origin = CanonicalUrl.originOf(address);
        return hosts.gap(origin)
                .flatMap(gap -> Db.awaiting(frontier.askBeside(origin, now, now.plus(gap.orElse(first.gap())))));
    }

    Uni<Void> holdBack(URI address, Instant notBefore) {
        return Db.awaiting(frontier.holdBack(CanonicalUrl.originOf(address), notBefore));
    }

    /** Fails with {@link Overtaken} if the turn is another's by now, or the page is gone; else both stay until the end. */
    Uni<Void> hold(SqlConnection tx, Hold hold) {
        return frontier.hold(tx, turn(hold)).onFailure(Turn.Lost.class).transform(Overtaken::new);
    }

    /** Ends the turn; what the page's redirects led to is asked at its own host, which may be new. */
    Uni<Void> end(SqlConnection tx, Page page, Hold hold, Settlement settlement, Instant now) {
        URI via = settlement.way().via();
        String askedAt = CanonicalUrl.originOf(via == null ? page.url() : via);
        return frontier.end(
                        tx,
                        turn(hold),
                        settlement.nextAt(),
                        askedAt,
                        settlement.pace().notBefore())
                .onFailure(Turn.Lost.class)
                .transform(Overtaken::new)
                .flatMap(ended -> hosts.add(tx, askedAt, settlement.first(), now));
    }

    Uni<Void> giveBack(Hold hold, Pace pace, Instant now) {
        return Db.transaction(
                pool,
                tx -> frontier.giveBack(tx, turn(hold), pace.notBefore())
                        .onFailure(Turn.Lost.class)
                        .transform(Overtaken::new)
                        .flatMap(ended -> hosts.pace(tx, hold.origin(), pace, now)));
    }

    private static Turn turn(Hold hold) {
        return new Turn(hold.origin(), hold.fence(), hold.page(), hold.until(), hold.lapsed());
    }
}

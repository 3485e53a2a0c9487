package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.schedule.Plan;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The sources in PostgreSQL: rows by Panache, claims and clearing by plain SQL. */
@ApplicationScoped
class Sources implements SourceBook {

    private static final String BY_KEY = "platform = ?1 and host = ?2 and timeline = ?3 and removedAt is null";

    /** The advisory lock of those who add a source: any number that nobody else in the database uses. */
    private static final long ADDING = 0x6361_7463_6877_6164L;

    private final Leases leases;
    private final Removal removal;
    private final OnContext context;
    private final InstantSource clock;

    Sources(Leases leases, Removal removal, OnContext context, InstantSource clock) {
        this.leases = leases;
        this.removal = removal;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public Uni<Added> add(
            Connector.Found found, Plan plan, @Nullable String seed, String owner, Duration lease, int most) {
        SourceEntity fresh = entity(found, plan, owner, lease);
        return context.run(() -> insert(found.key(), fresh, seed, most)
                .onFailure(ConstraintViolationException.class)
                .recoverWithUni(() -> withSeed(seed, () -> byKey(found.key()))));
    }

    private Uni<Added> insert(SourceKey key, SourceEntity fresh, @Nullable String seed, int most) {
        return withSeed(
                seed,
                () -> byKey(key)
                        .onItem()
                        .ifNull()
                        .switchTo(() -> roomFor(most)
                                .flatMap(room -> fresh.<SourceEntity>persistAndFlush())
                                .map(stored -> new Added(stored.toSource(clock.instant()), true))));
    }

    /** Counts with a lock that is held until the transaction ends: whoever adds at the same time counts after us. */
    private static Uni<Void> roomFor(int most) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("select pg_advisory_xact_lock(?1)", Object.class)
                        .setParameter(1, ADDING)
                        .getSingleResultOrNull())
                .flatMap(locked -> SourceEntity.count("removedAt is null"))
                .invoke(there -> {
                    if (there >= most) {
                        throw new Full(most);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Added> withSeed(@Nullable String seed, java.util.function.Supplier<Uni<Added>> work) {
        return Panache.withTransaction(() -> seed == null
                ? work.get()
                : Panache.getSession()
                        .flatMap(session -> session.createNativeQuery(
                                        "insert into seed values (?1, now()) on conflict do nothing")
                                .setParameter(1, seed)
                                .executeUpdate())
                        .flatMap(done -> work.get()));
    }

    private Uni<Added> byKey(SourceKey key) {
        return SourceEntity.<SourceEntity>find(BY_KEY, (short) key.platform().code(), key.host(), key.timeline())
                .firstResult()
                .onItem()
                .ifNotNull()
                .transform(known -> new Added(known.toSource(clock.instant()), false));
    }

    private SourceEntity entity(Connector.Found found, Plan plan, String owner, Duration lease) {
        SourceEntity entity = new SourceEntity();
        entity.platform = (short) found.key().platform().code();
        entity.host = found.key().host();
        entity.timeline = found.key().timeline();
        entity.url = found.url().toString();
        entity.title = found.title();
        entity.siteUrl = found.first().siteUrl();
        entity.addedAt = clock.instant();
        entity.nextPollAt = plan.next().orElse(null);
        entity.intervalMs = plan.interval().toMillis();
        entity.why = plan.why();
        entity.lastOkAt = clock.instant();
        entity.leaseOwner = owner;
        entity.leaseUntil = clock.instant().plus(lease);
        return entity;
    }

    @Override
    public Uni<List<Source>> all() {
        return context.run(() -> Panache.withSession(() -> SourceEntity.<SourceEntity>list(
                        "removedAt is null order by id")
                .map(rows ->
                        rows.stream().map(row -> row.toSource(clock.instant())).toList())));
    }

    @Override
    public Uni<Optional<Source>> find(int id) {
        return context.run(() ->
                Panache.withSession(() -> SourceEntity.<SourceEntity>find("id = ?1 and removedAt is null", id)
                        .firstResult()
                        .map(row -> Optional.ofNullable(row).map(r -> r.toSource(clock.instant())))));
    }

    @Override
    public Uni<Boolean> remove(int id) {
        return removal.hide(id, clock.instant());
    }

    @Override
    public Uni<Boolean> planted(String seed) {
        return leases.planted(seed);
    }

    @Override
    public Uni<Void> reclaim(String node) {
        return leases.reclaim(node);
    }

    @Override
    public Uni<List<Source>> claimDue(String owner, int limit, Instant now, Duration lease) {
        return leases.claimDue(owner, limit, now, lease);
    }

    @Override
    public Uni<Void> settle(int id, String owner, Settlement settlement, Instant now) {
        return leases.settle(id, owner, settlement, now);
    }

    @Override
    public Uni<Holds> holdStreams(Map<Integer, Boolean> up, String owner, Instant now, Duration lease) {
        return leases.holdStreams(up, owner, now, lease);
    }

    @Override
    public Uni<Void> hurry(int id, Instant now) {
        return leases.hurry(id, now);
    }

    @Override
    public Uni<Void> dropStreams(Collection<Integer> ids, String owner) {
        return leases.dropStreams(ids, owner);
    }

    @Override
    public Uni<Integer> clear(int limit) {
        return removal.clear(limit);
    }
}

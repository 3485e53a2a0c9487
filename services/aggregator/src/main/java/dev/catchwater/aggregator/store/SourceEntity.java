package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Platform;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code source}: inserted and read here. Never updated here, for the polling columns change under leases, by
 * {@link Leases}, and a stale entity must not write them back.
 */
@Entity
@Immutable
@Table(name = "source")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class SourceEntity extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Integer id;

    short platform;
    String host;
    String timeline;
    String url;
    String title;

    @Column(name = "site_url")
    @Nullable
    String siteUrl;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "removed_at")
    @Nullable
    Instant removedAt;

    @Column(name = "next_poll_at")
    @Nullable
    Instant nextPollAt;

    @Column(name = "interval_ms")
    long intervalMs;

    String why;

    @Column(name = "last_ok_at")
    @Nullable
    Instant lastOkAt;

    int failures;

    @Column(name = "last_error")
    @Nullable
    String lastError;

    @Column(name = "lease_owner")
    @Nullable
    String leaseOwner;

    @Column(name = "lease_until")
    @Nullable
    Instant leaseUntil;

    @Column(name = "stream_up")
    boolean streamUp;

    @Column(name = "stream_until")
    @Nullable
    Instant streamUntil;

    @Nullable
    String etag;

    @Column(name = "last_modified")
    @Nullable
    String lastModified;

    @Nullable
    String head;

    Source toSource(Instant now) {
        SourceKey key = new SourceKey(Platform.of(platform), host, timeline);
        Duration interval = Duration.ofMillis(intervalMs);
        return new Source(
                id == null ? 0 : id,
                key,
                URI.create(url),
                title,
                siteUrl,
                addedAt,
                state(now),
                new Source.Polling(interval, nextPollAt, why, lastOkAt, failures, lastError),
                new Source.Memory(etag, lastModified, head));
    }

    private Source.State state(Instant now) {
        if (nextPollAt == null) {
            return Source.State.ENDED;
        }
        if (streamUp && streamUntil != null && streamUntil.isAfter(now)) {
            return Source.State.STREAMING;
        }
        return failures > 0 ? Source.State.FAILING : Source.State.POLLING;
    }
}

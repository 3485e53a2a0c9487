package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A response as it is stored, without its content. Immutable plain data, so that any store can write it down. */
public final class StoredResponse {
    private final int status;
    private final Headers headers;
    private final Headers selecting;
    private final Instant requestTime;
    private final Instant responseTime;
    private final Extent extent;
    private final boolean invalid;
    private final long born;

    // What the fields say, read when it is first asked for. Threads that race read the same.
    private @Nullable Metadata metadata;
    private @Nullable Terms terms;

    /**
     * A response of a store without generations.
     *
     * @see #StoredResponse(int, Headers, Headers, Instant, Instant, Extent, boolean, long)
     */
    public StoredResponse(
            int status,
            Headers headers,
            Headers selecting,
            Instant requestTime,
            Instant responseTime,
            Extent extent,
            boolean invalid) {
        this(status, headers, selecting, requestTime, responseTime, extent, invalid, 0);
    }

    /**
     * A response as it was stored.
     *
     * @param status never 206: what is held of the content is told by the extent
     * @param headers without what must not be stored (RFC 9111 §3.1); always with a Date
     * @param selecting the request's fields that Vary nominates, normalised; an absent one has no line (§4.1)
     * @param requestTime when the request was sent that got or last confirmed it
     * @param responseTime when its answer came
     * @param extent which bytes are held
     * @param invalid whether it must be validated before any use (§4.4)
     * @param born the store's generation when the exchange began that got it, or confirmed it where it is stored. Where bytes
     *     are put together or copied, that of the oldest
     */
    public StoredResponse(
            int status,
            Headers headers,
            Headers selecting,
            Instant requestTime,
            Instant responseTime,
            Extent extent,
            boolean invalid,
            long born) {
        this.status = status;
        this.headers = headers;
        this.selecting = selecting;
        this.requestTime = requestTime;
        this.responseTime = responseTime;
        this.extent = extent;
        this.invalid = invalid;
        this.born = born;
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    public Headers selecting() {
        return selecting;
    }

    public Instant requestTime() {
        return requestTime;
    }

    public Instant responseTime() {
        return responseTime;
    }

    public Extent extent() {
        return extent;
    }

    public boolean invalid() {
        return invalid;
    }

    public long born() {
        return born;
    }

    /** The same, of an earlier or a later exchange. */
    public StoredResponse withBorn(long generation) {
        return alike(extent, invalid, generation);
    }

    /** The same once the content has come, or as much of it as will. */
    public StoredResponse withExtent(Extent held) {
        return alike(held, invalid, born);
    }

    /** The same, to be validated before it is used again: even stale use is out (RFC 9111 §4.4). */
    public StoredResponse invalidated() {
        return invalid ? this : alike(extent, true, born);
    }

    /** Whether it is the same one, marked as invalid or not: not only one of the same moments, whose content may be another. */
    public boolean isSameAs(StoredResponse other) {
        return equals(other.invalid == invalid ? other : other.alike(other.extent, invalid, other.born));
    }

    /** Neither extent nor validity nor birth is told by the fields. */
    private StoredResponse alike(Extent held, boolean isInvalid, long generation) {
        StoredResponse other =
                new StoredResponse(status, headers, selecting, requestTime, responseTime, held, isInvalid, generation);
        other.metadata = metadata;
        other.terms = terms;
        return other;
    }

    /** Whether the origin can be asked if it has changed. */
    public boolean hasValidator() {
        return headers.contains("ETag") || headers.contains("Last-Modified");
    }

    /** The secondary key (RFC 9111 §4.1): of two responses with the same one the newer replaces the older. */
    public String variant() {
        return metadata().selection().key();
    }

    /** The groups that it belongs to (RFC 9875 §2). */
    public Set<String> groups() {
        return metadata().groups();
    }

    Metadata metadata() {
        Metadata read = metadata;
        if (read == null) {
            read = Metadata.of(this);
            metadata = read;
        }
        return read;
    }

    Terms terms(CachePolicy policy) {
        Terms read = terms;
        if (read == null || read.policy() != policy) {
            read = Terms.of(this, policy);
            terms = read;
        }
        return read;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof StoredResponse that
                        && status == that.status
                        && invalid == that.invalid
                        && born == that.born
                        && headers.equals(that.headers)
                        && selecting.equals(that.selecting)
                        && requestTime.equals(that.requestTime)
                        && responseTime.equals(that.responseTime)
                        && extent.equals(that.extent));
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, headers, requestTime, responseTime, extent);
    }

    /** Names of fields only: values may be secrets. */
    @Override
    public String toString() {
        return status + " " + headers + " " + extent + (invalid ? " invalid" : "");
    }
}

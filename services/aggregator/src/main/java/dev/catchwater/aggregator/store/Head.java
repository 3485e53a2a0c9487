package dev.catchwater.aggregator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.timeline.TimelinePage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The first page of the timeline, kept in Redis. An entry says up to where it has seen; it is used only if this node
 * knows of nothing newer, so that nobody is shown a page older than what they were just told. Without Redis every page
 * comes from PostgreSQL.
 */
@ApplicationScoped
class Head {

    private static final Logger LOG = Logger.getLogger(Head.class);

    private final HotPages hot;
    private final ObjectMapper json;
    private final AtomicLong newest = new AtomicLong();

    Head(HotPages hot, ObjectMapper json) {
        this.hot = hot;
        this.json = json;
    }

    /** Notes that this transaction changed something. */
    void outdate(long xid) {
        newest.accumulateAndGet(xid, Math::max);
    }

    Uni<Optional<TimelinePage>> page(int limit) {
        return hot.get(limit).map(text -> text.flatMap(this::parse).filter(page -> page.asOf() > newest.get()));
    }

    Uni<Void> keep(int limit, TimelinePage page) {
        try {
            return hot.put(limit, json.writeValueAsString(page));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page of ours does not become JSON", e);
        }
    }

    private Optional<TimelinePage> parse(String text) {
        try {
            return Optional.of(json.readValue(text, TimelinePage.class));
        } catch (JsonProcessingException e) {
            // Another version of this service wrote it; the entry dies by its TTL.
            LOG.debug("ignoring a cached page of another shape");
            return Optional.empty();
        }
    }
}

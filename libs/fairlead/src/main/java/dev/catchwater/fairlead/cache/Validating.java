package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.Optional;
import java.util.Set;

/** RFC 9111 §4.3: asking whether a stored response is still good, and hearing the answer. */
final class Validating {
    /** RFC 5861 §4. */
    private static final Set<Integer> ERRORS = Set.of(500, 502, 503, 504);

    private Validating() {}

    /** RFC 9111 §4.3.1: the validators as the origin wrote them. */
    static Headers conditions(StoredResponse stored) {
        Headers conditions = Headers.none();
        Optional<String> tag = stored.headers().first("ETag");
        Optional<String> modified = stored.headers().first("Last-Modified");
        if (tag.isPresent()) {
            conditions = line("If-None-Match", tag.get());
        }
        if (modified.isPresent()) {
            conditions = conditions.and(line("If-Modified-Since", modified.get()));
        }
        return conditions;
    }

    /** The request's fields with other conditions than its own. */
    static Headers conditional(Headers request, Headers conditions) {
        Set<String> replaced = conditions.contains("Range")
                ? Set.of("if-none-match", "if-modified-since", "range", "if-range")
                : Set.of("if-none-match", "if-modified-since");
        return Fields.only(request, name -> !replaced.contains(name)).and(conditions);
    }

    /** Unlike plus(), takes obs-text and the like as they came from the origin. */
    private static Headers line(String name, String value) {
        return Headers.received(new String[] {name, value});
    }

    static Validation answered(
            CacheRequest request, StoredResponse stored, OriginResponse response, CachePolicy policy) {
        if (response.status() == 304) {
            return isAbout(stored, response.headers())
                    ? confirmed(request, stored, response, policy)
                    : new Validation.Unmatched();
        }
        boolean standsIn = ERRORS.contains(response.status())
                && new Decision(request, policy, response.responseTime()).standsInForError(stored);
        return standsIn ? new Validation.UseStale(stored) : new Validation.Replaced();
    }

    /**
     * RFC 9111 §4.3.4. Beyond its letter, a 304 without any validator is taken to be about the one response whose
     * validators were sent: many origins leave them out, and nothing else was asked about.
     */
    private static boolean isAbout(StoredResponse stored, Headers notModified) {
        Optional<EntityTag> confirmed = notModified.first("ETag").flatMap(EntityTag::of);
        if (confirmed.isPresent()) {
            Optional<EntityTag> held = stored.metadata().tag();
            return confirmed.get().weak()
                    ? held.filter(confirmed.get()::weaklyEquals).isPresent()
                    : held.filter(confirmed.get()::stronglyEquals).isPresent();
        }
        Optional<String> modified = notModified.first("Last-Modified");
        Optional<String> held = stored.headers().first("Last-Modified");
        return modified.isEmpty() || held.isEmpty() || modified.equals(held);
    }

    private static Validation confirmed(
            CacheRequest request, StoredResponse stored, OriginResponse response, CachePolicy policy) {
        StoredResponse updated = updated(request, stored, response, policy);
        return new Validation.Confirmed(
                updated,
                StoringRules.mayKeep(request, updated, policy),
                Fields.passing(response.headers(), updated.headers(), policy));
    }

    static StoredResponse updated(
            CacheRequest request, StoredResponse stored, OriginResponse response, CachePolicy policy) {
        Headers fields = Fields.updated(stored.headers(), response, policy);
        return new StoredResponse(
                stored.status(),
                fields,
                Vary.selecting(fields, request.headers()),
                response.requestTime(),
                response.responseTime(),
                stored.extent(),
                false,
                response.born());
    }

    /** The one that a 304 to another variant's request was about: brought up to date, selected as before (RFC 9111 §4.3.4). */
    static StoredResponse besides(StoredResponse chosen, StoredResponse updated) {
        return Vary.names(chosen.headers()).equals(Vary.names(updated.headers()))
                ? new StoredResponse(
                        chosen.status(),
                        updated.headers(),
                        chosen.selecting(),
                        updated.requestTime(),
                        updated.responseTime(),
                        chosen.extent(),
                        false,
                        updated.born())
                : chosen;
    }

    /** RFC 9111 §4.3.5: what a 200 to HEAD says about a stored answer to GET. */
    static StoredResponse freshened(
            CacheRequest request, StoredResponse stored, OriginResponse head, CachePolicy policy) {
        boolean same = stored.status() == 200
                && sameWherePresent(stored, head, "ETag")
                && sameWherePresent(stored, head, "Last-Modified")
                && sameLength(stored.extent(), head.headers());
        if (!same) {
            return stored.invalidated();
        }
        StoredResponse updated = updated(request, stored, head, policy);
        return switch (StoringRules.mayKeep(request, updated, policy)) {
            // Without a validator the fields are news, but nothing says that the content is still the same.
            case UPDATED -> isValidated(head) ? updated : updated.withBorn(stored.born());
            case UNCHANGED -> stored;
            case REMOVED -> stored.invalidated();
        };
    }

    private static boolean isValidated(OriginResponse head) {
        return head.headers().contains("ETag") || head.headers().contains("Last-Modified");
    }

    private static boolean sameWherePresent(StoredResponse stored, OriginResponse head, String field) {
        Optional<String> told = head.headers().first(field);
        return told.isEmpty() || told.equals(stored.headers().first(field));
    }

    private static boolean sameLength(Extent extent, Headers head) {
        long held = switch (extent) {
            case Extent.Whole(long length) -> length;
            case Extent.Part part -> part.total();
        };
        Optional<String> told = head.first("Content-Length").map(String::strip);
        return told.isEmpty() || held == Extent.UNKNOWN || told.get().equals(Long.toString(held));
    }
}

package dev.catchwater.edge.why;

import dev.catchwater.edge.why.Explanation.Answer;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.Forward;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A verdict of the cache rules, in sentences. */
final class Words {
    private final CacheRules rules;
    private final CacheRequest request;
    private final Instant now;
    private final List<String> because;

    Words(CacheRules rules, CacheRequest request, Instant now, List<String> because) {
        this.rules = rules;
        this.request = request;
        this.now = now;
        this.because = because;
    }

    Answer tell(Verdict verdict, List<StoredResponse> found) {
        return switch (verdict) {
            case Verdict.Fresh(StoredResponse stored, Duration age, Duration remaining) ->
                say(Answer.HIT, "A hit: it is " + time(age) + " old and stays fresh for " + time(remaining) + ".");
            case Verdict.Stale(StoredResponse stored, Duration age, Duration remaining, boolean refresh) ->
                say(
                        Answer.STALE,
                        "It is answered though it has been stale for " + time(remaining.negated()) + ": "
                                + (refresh
                                        ? "stale-while-revalidate allows it, and the origin is asked in the background."
                                        : "the request accepts that (max-stale)."));
            case Verdict.Revalidate(StoredResponse stored, var conditions, Forward why) ->
                say(Answer.REVALIDATE, "The origin is asked whether it has changed: " + needed(stored, why));
            case Verdict.Complete complete ->
                say(Answer.MISS, "Only some of its bytes are stored: the origin is asked for the missing ones.");
            case Verdict.Negotiate(List<StoredResponse> variants, var conditions) ->
                say(
                        Answer.MISS,
                        "A miss by Vary: " + variants(variants) + " for other values of " + fields(variants)
                                + "; the origin is asked which of them it would choose.");
            case Verdict.Fetch(Forward why) ->
                say(why == Forward.METHOD ? Answer.PASS : Answer.MISS, fetched(why, found));
            case Verdict.Unsatisfiable none ->
                say(
                        Answer.REFUSED,
                        "The request wants nothing but what is stored (only-if-cached), and that cannot be"
                                + " used: the node answers 504.");
        };
    }

    private Answer say(Answer answer, String sentence) {
        because.add(sentence);
        return answer;
    }

    private String needed(StoredResponse stored, Forward why) {
        if (stored.invalid()) {
            return "it was purged softly, or made invalid by a write, after it was fetched.";
        }
        if (why == Forward.REQUEST) {
            return "the request's own Cache-Control or Pragma wants something fresher.";
        }
        Duration remaining = rules.remaining(stored, now);
        return remaining.isPositive()
                ? "it says no-cache, so that each use has to be confirmed."
                : "it has been stale for " + time(remaining.negated()) + ".";
    }

    private String fetched(Forward why, List<StoredResponse> found) {
        return switch (why) {
            case METHOD -> request.method() + " is always the origin's to answer.";
            case BYPASS -> "The request has conditions that only the origin can judge.";
            case URI_MISS -> "A miss: nothing is stored under this key.";
            case VARY_MISS -> "A miss by Vary: " + variants(found) + " for other values of " + fields(found) + ".";
            case PARTIAL -> "Only some of its bytes are stored, and the missing ones cannot be asked for alone.";
            case REQUEST ->
                "The request's own Cache-Control wants something fresher, and what is stored has no validator.";
            case STALE -> "What is stored is stale or invalid, and has no validator to ask the origin by.";
            case MISS -> "A miss: nothing that is stored can be used.";
        };
    }

    private static String variants(List<StoredResponse> found) {
        return found.size() == 1 ? "one response is stored" : found.size() + " responses are stored";
    }

    private static String fields(List<StoredResponse> found) {
        Set<String> names = new TreeSet<>();
        found.forEach(stored -> stored.selecting().forEach((name, value) -> names.add(name)));
        return names.isEmpty() ? "the request's fields" : String.join(", ", names);
    }

    private static String time(Duration time) {
        return time(time.toSeconds());
    }

    /** Two units at most. */
    static String time(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (time.toDays() > 0) {
            return time.toDays() + " d" + (time.toHoursPart() > 0 ? " " + time.toHoursPart() + " h" : "");
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h" + (time.toMinutesPart() > 0 ? " " + time.toMinutesPart() + " min" : "");
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min" + (time.toSecondsPart() > 0 ? " " + time.toSecondsPart() + " s" : "");
        }
        return seconds + " s";
    }
}

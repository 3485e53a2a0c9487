package dev.catchwater.fairlead.page;

import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one reader of pages is, and where it has been. */
final class Trail<P> {
    private record Asked(String method, String uri, Optional<Buffer> body) {}

    private final NextPage<P> next;
    private final PagePolicy policy;
    private final String home;
    private final Set<Asked> asked = new HashSet<>();
    private Request request;
    private @Nullable HttpException error;

    Trail(Request first, NextPage<P> next, PagePolicy policy) {
        this.request = first;
        this.next = next;
        this.policy = policy;
        this.home = first.origin();
        asked.add(asked(first));
    }

    /** The request for the page that is due; fails if it must not be asked for. */
    Uni<Request> due() {
        return error == null ? Uni.createFrom().item(request) : Uni.createFrom().failure(error);
    }

    /** Moves on to the next page; false if this was the last. An error waits until that page is due: this one was good. */
    boolean goOn(P page) {
        try {
            Optional<Request> following = next.after(request, page);
            following.ifPresent(to -> request = allowed(to));
            return following.isPresent();
        } catch (HttpException noNext) {
            error = noNext;
            return true;
        }
    }

    private Request allowed(Request to) {
        boolean atHome = to.origin().equals(home);
        if (!atHome && !policy.otherOrigins().contains(to.origin())) {
            throw new HttpFailure.BadRedirect("the next page is at another origin").asException();
        }
        if (!asked.add(asked(to))) {
            throw new HttpFailure.BadRedirect("the next page was read before").asException();
        }
        if (asked.size() > policy.maxPages()) {
            throw tooMany(policy.maxPages(), "pages");
        }
        return atHome ? to : CredentialFields.WELL_KNOWN.removedFrom(to);
    }

    private static Asked asked(Request request) {
        Optional<Buffer> body =
                request.body() instanceof RequestBody.Bytes(Buffer content) ? Optional.of(content) : Optional.empty();
        return new Asked(request.method().name(), request.uri().toString(), body);
    }

    static RuntimeException tooMany(long most, String what) {
        return new HttpFailure.BadBody("there are more than " + most + " " + what).asException();
    }
}

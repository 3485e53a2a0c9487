package dev.catchwater.fairlead;

import io.smallrye.mutiny.Uni;

/** The rest of the pipeline after a {@link Stage}. */
@FunctionalInterface
public interface Next {
    /** Sends the request on. Lazy: nothing happens before the subscription, and each subscription sends anew. */
    Uni<Response> proceed(Request request);
}

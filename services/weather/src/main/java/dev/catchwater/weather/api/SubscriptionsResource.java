package dev.catchwater.weather.api;

import dev.catchwater.weather.Subscription;
import dev.catchwater.weather.flow.Notifying;
import dev.catchwater.weather.flow.Rounds;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Webhooks that are told of a place's warnings. */
@Path("/api/v1/subscriptions")
@Tag(name = "subscriptions", description = "Webhooks that are told of warnings, by Standard Webhooks")
public class SubscriptionsResource {

    private final Notifying notifying;
    private final Rounds rounds;

    SubscriptionsResource(Notifying notifying, Rounds rounds) {
        this.notifying = notifying;
        this.rounds = rounds;
    }

    /** Subscribes. */
    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Have a webhook told of a place's warnings",
            description =
                    "New ones, worse ones, ones that come to hold there, cancelled ones; each news once. Messages are"
                            + " signed by Standard Webhooks with the secret that is shown here and never again.")
    @APIResponse(responseCode = "201", description = "Subscribed; with the secret")
    @APIResponse(responseCode = "400", description = "No address of a webhook")
    @APIResponse(responseCode = "404", description = "No such place is watched")
    public Uni<Response> add(@NotNull @Valid NewSubscription wanted) {
        URI address = address(wanted.address());
        return rounds.see(wanted.place())
                .map(seen -> seen.orElseThrow(() -> Problem.of(404).asException()))
                .flatMap(seen -> notifying.subscribe(wanted.place(), address))
                .onFailure(IllegalArgumentException.class)
                .transform(SubscriptionsResource::bad)
                .map(subscription -> Response.status(201)
                        .entity(SubscriptionView.of(subscription, subscription.secret()))
                        .build());
    }

    /** All subscriptions. */
    @GET
    @RolesAllowed(Role.ADMINISTER)
    @Operation(summary = "List subscriptions", description = "Without secrets and without the paths of addresses.")
    public Uni<SubscriptionList> list() {
        return notifying
                .all()
                .map(all -> new SubscriptionList(all.stream()
                        .map(subscription -> SubscriptionView.of(subscription, null))
                        .toList()));
    }

    /** Ends one. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "End a subscription")
    @APIResponse(responseCode = "204", description = "Ended; what waits for it is dropped")
    @APIResponse(responseCode = "404", description = "There is no such subscription")
    public Uni<Void> remove(@RestPath String id) {
        return notifying
                .unsubscribe(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw Problem.of(404).asException();
                    }
                })
                .replaceWithVoid();
    }

    private static URI address(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw bad(e);
        }
    }

    private static RuntimeException bad(Throwable why) {
        return Problem.of(
                        "bad-webhook",
                        "No address of a webhook",
                        400,
                        "A webhook's address is https://host/… (or http).")
                .asException();
    }

    /** Whom to tell. */
    public record NewSubscription(
            @NotBlank @Size(max = 64) String place,
            @NotBlank @Size(max = 2048) String address) {}

    /**
     * A subscription.
     *
     * @param host of its address
     * @param secret shown once
     */
    public record SubscriptionView(
            String id,
            String place,
            String host,
            Instant createdAt,
            @Nullable String secret) {

        static SubscriptionView of(Subscription subscription, @Nullable String secret) {
            return new SubscriptionView(
                    subscription.id(),
                    subscription.place(),
                    subscription.address().getHost(),
                    subscription.createdAt(),
                    secret);
        }
    }

    /** All subscriptions. */
    public record SubscriptionList(List<SubscriptionView> items) {}
}

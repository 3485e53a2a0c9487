package dev.catchwater.prices.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.catchwater.prices.HookBook;
import dev.catchwater.prices.api.Views.Listed;
import dev.catchwater.prices.flow.Hooking;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where alerts go besides the stream. */
@Path("/api/v1/hooks")
@Tag(name = "watches")
public class HooksResource {

    private final Hooking hooking;
    private final HookBook book;

    HooksResource(Hooking hooking, HookBook book) {
        this.hooking = hooking;
        this.book = book;
    }

    /** Adds an address. */
    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Send alerts to an address",
            description = "Each alert is posted there, signed by the Standard Webhooks specification (`webhook-id`,"
                    + " `webhook-timestamp`, `webhook-signature`); the secret is shown now and never again. Deliveries are"
                    + " tried for three days; 410 ends them.")
    @APIResponse(
            responseCode = "201",
            description = "Added, with its secret",
            content = @Content(schema = @Schema(implementation = HookView.class)))
    @APIResponse(responseCode = "400", description = "Nothing can be sent there")
    @APIResponse(responseCode = "409", description = "There are as many as there may be")
    public Uni<Response> add(@NotNull @Valid NewHook wanted) {
        try {
            return hooking.add(new URI(wanted.url().strip())).map(found -> {
                HookBook.Hook hook = found.orElseThrow(() -> Problem.of(
                                "too-many-hooks", "Too many addresses", 409, "There are at most " + HookBook.MOST + ".")
                        .asException());
                HookView view = new HookView(hook.id(), hook.url().getHost(), hook.secret(), hook.addedAt());
                return Response.created(URI.create("/api/v1/hooks/" + view.id()))
                        .entity(view)
                        .build();
            });
        } catch (IllegalArgumentException | java.net.URISyntaxException unusable) {
            throw Problem.of(
                            "bad-address", "No usable address", 400, "A webhook's address is https://host/… (or http).")
                    .asException();
        }
    }

    /** All addresses. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(summary = "List where alerts go", description = "By host: paths are secrets at many receivers.")
    public Uni<Listed<HookView>> list() {
        return book.list()
                .map(all -> new Listed<>(
                        all.stream()
                                .map(hook -> new HookView(hook.id(), hook.url().getHost(), null, hook.addedAt()))
                                .toList(),
                        null));
    }

    /** Ends an address. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Send no more alerts there", description = "What waits for it is dropped.")
    @APIResponse(responseCode = "204", description = "Ended")
    @APIResponse(responseCode = "404", description = "There is no such address")
    public Uni<Void> remove(@RestPath long id) {
        return book.remove(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw Problem.of(404).asException();
                    }
                })
                .replaceWithVoid();
    }

    /** Where to. */
    public record NewHook(@NotBlank @Size(max = 2000) String url) {}

    /** An address; its secret only when it was just made. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HookView(long id, String host, @Nullable String secret, Instant addedAt) {}
}

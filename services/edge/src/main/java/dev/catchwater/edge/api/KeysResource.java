package dev.catchwater.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.catchwater.web.ApiKey;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import dev.catchwater.web.keys.KeyRing;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Who may use the control plane. */
@Path("/api/v1/keys")
@Tag(name = "keys")
@RolesAllowed(Role.ADMINISTER)
public class KeysResource {

    /** What a writer is called here, since purging is what it may do beyond reading. */
    private static final String PURGER = "purger";

    private final KeyRing ring;

    KeysResource(KeyRing ring) {
        this.ring = ring;
    }

    /** All keys. */
    @GET
    @Operation(summary = "List the keys", description = "The oldest first, revoked ones too; never their secrets.")
    public Uni<Keys> list() {
        return ring.list()
                .map(all -> new Keys(all.stream().map(key -> view(key, null)).toList()));
    }

    /** Makes one. */
    @POST
    @Operation(
            summary = "Make a key",
            description =
                    "A reader sees statistics, configuration and lookups, a purger also purges and may have lookups ask"
                            + " origins, an admin also makes keys. The secret is shown now and never again.")
    @APIResponse(
            responseCode = "201",
            description = "Made, with its secret",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    public Uni<Response> issue(@NotNull @Valid NewKey wanted) {
        Role role = wanted.role().equals(PURGER) ? Role.WRITER : Role.of(wanted.role());
        return ring.issue(wanted.name().strip(), role).map(minted -> {
            KeyView view = view(minted.key(), minted.text());
            return Response.created(URI.create("/api/v1/keys/" + view.id()))
                    .entity(view)
                    .build();
        });
    }

    /** Ends one. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a key")
    @APIResponse(responseCode = "204", description = "It opens nothing any more")
    @APIResponse(responseCode = "404", description = "There is no such key that is live")
    public Uni<Void> revoke(@RestPath @Size(max = 64) String id) {
        return ring.revoke(id)
                .invoke(revoked -> {
                    if (!revoked) {
                        throw Problem.of(404).asException();
                    }
                })
                .replaceWithVoid();
    }

    private static KeyView view(ApiKey key, @Nullable String secret) {
        String role = key.role() == Role.WRITER ? PURGER : key.role().text();
        return new KeyView(key.id(), key.name(), role, key.created(), key.revoked(), secret);
    }

    /** What a key is for, and what it may do. */
    public record NewKey(
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*")
            String name,

            @NotNull @Pattern(regexp = "reader|purger|admin")
            String role) {}

    /** The keys. */
    public record Keys(List<KeyView> items) {}

    /** A key; its secret only when it was just made. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyView(
            String id,
            String name,
            String role,
            Instant created,
            @Nullable Instant revoked,
            @Nullable String secret) {}
}

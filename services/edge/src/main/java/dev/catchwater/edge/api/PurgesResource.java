package dev.catchwater.edge.api;

import dev.catchwater.edge.flow.PurgeNames;
import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Purges. */
@Path("/api/v1/purges")
@Tag(name = "purges")
public class PurgesResource {

    private final Purging purging;
    private final RouteTable routes;
    private final SecurityIdentity caller;

    PurgesResource(Purging purging, RouteTable routes, SecurityIdentity caller) {
        this.purging = purging;
        this.routes = routes;
        this.caller = caller;
    }

    /** Purges. */
    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Purge what is stored",
            description =
                    "Exactly one of `url` (all its variants), `tag` (of Surrogate-Key, Cache-Tag or Cache-Groups),"
                            + " `prefix` (a URL; whole path segments, 16 at most), `host` and `all`. A soft purge, the default, has what"
                            + " is covered confirmed by its origin before its next use; after a hard one it is never used again. The"
                            + " answer is the acknowledgement: a request that is sent after it gets nothing whose fetch began before."
                            + " Who asks again under the same `Idempotency-Key` purges once.")
    @APIResponse(responseCode = "200", description = "In force")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key stands for another purge")
    @APIResponse(responseCode = "503", description = "It could not be written down, and may or may not be in force")
    public Uni<PurgeView> purge(
            @NotNull @Valid NewPurge wanted,
            @RestHeader("Idempotency-Key") @Size(min = 1, max = 256) @Nullable String key) {
        Purge what = what(wanted);
        Purge.Mode mode = "hard".equals(wanted.mode()) ? Purge.Mode.HARD : Purge.Mode.SOFT;
        String name = key == null ? UUID.randomUUID().toString() : key;
        return purging.purge(what, mode, name, caller.getPrincipal().getName()).map(PurgesResource::view);
    }

    /** The last ones. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(summary = "List the last purges", description = "The newest first.")
    public Purges recent(@RestQuery @DefaultValue("50") @Min(1) @Max(1_000) int limit) {
        return new Purges(
                purging.recent(limit).stream().map(PurgesResource::view).toList());
    }

    private Purge what(NewPurge wanted) {
        long said = Stream.of(wanted.url(), wanted.tag(), wanted.prefix(), wanted.host(), wanted.all())
                .filter(value -> value != null && !Boolean.FALSE.equals(value))
                .count();
        if (said != 1) {
            throw bad("A purge says exactly one of url, tag, prefix, host and all.");
        }
        try {
            if (wanted.url() != null) {
                return PurgeNames.url(routes.now(), Targets.require(wanted.url()));
            }
            if (wanted.prefix() != null) {
                return PurgeNames.prefix(routes.now(), Targets.require(wanted.prefix()));
            }
            if (wanted.tag() != null) {
                return new Purge.Tag(wanted.tag());
            }
            return wanted.host() == null ? new Purge.All() : new Purge.Host(wanted.host());
        } catch (IllegalArgumentException unusable) {
            throw bad(String.valueOf(unusable.getMessage()));
        }
    }

    private static RuntimeException bad(String detail) {
        return Problem.of("bad-purge", "No such purge", 400, detail).asException();
    }

    private static PurgeView view(Purged purged) {
        PurgeNames.Named named = PurgeNames.of(purged.purge());
        return new PurgeView(
                purged.sequence(),
                purged.at(),
                named.kind(),
                named.what(),
                purged.mode().name().toLowerCase(Locale.ROOT),
                purged.key(),
                purged.actor());
    }

    /** What is to be purged: one of the first five. */
    public record NewPurge(
            @Nullable @Size(max = Targets.LONGEST) String url,
            @Nullable @Size(max = Purge.Tag.MAX_CHARS) String tag,
            @Nullable @Size(max = Targets.LONGEST) String prefix,
            @Nullable @Size(max = 255) String host,
            @Nullable Boolean all,
            @Nullable @Pattern(regexp = "soft|hard") String mode) {}

    /** Some purges. */
    public record Purges(List<PurgeView> items) {}

    /** A purge that is in force. */
    public record PurgeView(
            long sequence, Instant at, String kind, String what, String mode, String key, String actor) {}
}

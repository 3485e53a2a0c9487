package dev.catchwater.prices.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.catchwater.prices.OfferBook;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.api.Views.Listed;
import dev.catchwater.prices.flow.Tracking;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.web.Cursors;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a person has to look after: doubtful matches, and hosts that keep us out. */
@Path("/api/v1")
@Tag(name = "operations", description = "Doubtful matches, and hosts")
public class OperationsResource {

    private static final int HOSTS = 1_000;

    private final OfferBook offers;
    private final PageBook pages;
    private final Tracking tracking;
    private final InstantSource clock;
    private final Cursors.Codec cursors;

    OperationsResource(OfferBook offers, PageBook pages, Tracking tracking, InstantSource clock, Cursors cursors) {
        this.offers = offers;
        this.pages = pages;
        this.tracking = tracking;
        this.clock = clock;
        this.cursors = cursors.of("reviews");
    }

    /** What waits for a decision. */
    @GET
    @Path("/reviews")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "Doubtful matches",
            description =
                    "Products whose keys contradict each other, and such as only look alike. Nothing is merged before"
                            + " somebody decides.")
    public Uni<Listed<OfferBook.Review>> reviews(
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit, @RestQuery @Nullable String cursor) {
        return offers.reviews(Paging.after(cursors, cursor), limit + 1)
                .map(found -> Paging.page(found, limit, cursors, OfferBook.Review::id, review -> review));
    }

    /** Decides. */
    @POST
    @Path("/reviews/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Decide a doubtful match",
            description = "`into`: one of the candidates, which takes the product in; without it, they stay apart.")
    @APIResponse(responseCode = "204", description = "Decided")
    @APIResponse(
            responseCode = "404",
            description = "No such review, or it was decided before, or it names another product")
    public Uni<Void> decide(@RestPath long id, @NotNull @Valid Decision decision) {
        return offers.decide(id, decision.into(), clock.instant())
                .invoke(OperationsResource::require)
                .replaceWithVoid();
    }

    /** How the hosts stand. */
    @GET
    @Path("/hosts")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "Hosts",
            description =
                    "Those that need somebody first; at most 1,000. `rate` is requests a second. A quarantined host is"
                            + " probed by itself, further and further apart.")
    public Uni<Listed<HostView>> hosts() {
        return pages.hosts(HOSTS)
                .map(all -> new Listed<>(all.stream().map(HostView::of).toList(), null));
    }

    /** Has a quarantined host probed now. */
    @POST
    @Path("/hosts/release")
    @RolesAllowed(Role.ADMINISTER)
    @Operation(
            summary = "Probe a quarantined host now",
            description =
                    "After the shop has given its leave: one request; if it keeps us out again, it stays quarantined.")
    @APIResponse(responseCode = "204", description = "It is probed")
    @APIResponse(responseCode = "404", description = "No such host is quarantined")
    public Uni<Void> release(@NotNull @Valid Release wanted) {
        return tracking.release(wanted.origin())
                .invoke(OperationsResource::require)
                .replaceWithVoid();
    }

    private static void require(boolean there) {
        if (!there) {
            throw Problem.of(404).asException();
        }
    }

    /** How a review is decided. */
    public record Decision(@Nullable @Min(1) Long into) {}

    /** Which host. */
    public record Release(@NotBlank @Size(max = 300) String origin) {}

    /** A host. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HostView(
            String origin,
            Pace.Mode mode,
            double rate,
            Instant notBefore,
            Instant since,
            long pages,
            List<String> signs,
            @Nullable String advice) {

        static HostView of(PageBook.Host host) {
            return new HostView(
                    host.origin(),
                    host.pace().mode(),
                    Math.round(host.pace().rate() * 1e4) / 1e4,
                    host.pace().notBefore(),
                    host.since(),
                    host.pages(),
                    host.signs(),
                    host.advice());
        }
    }
}

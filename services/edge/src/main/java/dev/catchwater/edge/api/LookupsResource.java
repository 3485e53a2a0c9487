package dev.catchwater.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.catchwater.edge.flow.Lookups;
import dev.catchwater.edge.why.Explanation;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why one request is a hit or a miss. */
@Path("/api/v1/lookups")
@Tag(name = "lookups")
public class LookupsResource {

    private final Lookups lookups;
    private final SecurityIdentity caller;

    LookupsResource(Lookups lookups, SecurityIdentity caller) {
        this.lookups = lookups;
        this.caller = caller;
    }

    /** Looks. */
    @POST
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "Explain what would become of a request",
            description =
                    "Decided by the rules that serve requests, and told in sentences; nothing is changed by it. With"
                            + " `ask`, which needs the role writer, a request that the store does not answer is sent to the origin,"
                            + " and the explanation says whether its answer would be stored; the body is not read.")
    @APIResponse(responseCode = "200", description = "The explanation")
    public Uni<ExplanationView> look(@NotNull @Valid NewLookup wanted) {
        boolean ask = Boolean.TRUE.equals(wanted.ask());
        if (ask && !caller.hasRole(Role.WRITE)) {
            throw Problem.of(403, "Asking the origin needs the role writer.").asException();
        }
        try {
            return lookups.explain(
                            wanted.method() == null ? "GET" : wanted.method(),
                            Targets.require(wanted.url()),
                            wanted.headers() == null ? Map.of() : wanted.headers(),
                            ask)
                    .map(ExplanationView::of);
        } catch (IllegalArgumentException unusable) {
            throw Problem.of("bad-request", "No usable request", 400, unusable.getMessage())
                    .asException();
        }
    }

    /** A request that somebody might send. */
    public record NewLookup(
            @NotBlank @Size(max = Targets.LONGEST) String url,
            @Nullable @Size(max = 32) String method,
            @Nullable @Size(max = 64) Map<@Size(max = 256) String, @NotNull @Size(max = 4096) String> headers,
            @Nullable Boolean ask) {}

    /** What would become of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExplanationView(
            String answer, @Nullable String route, String target, List<String> because, List<VariantView> stored) {
        static ExplanationView of(Explanation explanation) {
            return new ExplanationView(
                    explanation.answer().name().toLowerCase(Locale.ROOT),
                    explanation.route().orElse(null),
                    explanation.target(),
                    explanation.because(),
                    explanation.stored().stream().map(VariantView::of).toList());
        }
    }

    /** A stored response. */
    public record VariantView(
            int status,
            boolean fits,
            long freshSeconds,
            boolean invalid,
            long bytes,
            Instant fetched,
            List<String> selectedBy,
            Set<String> groups,
            String tier,
            Instant keepUntil) {
        static VariantView of(Explanation.Variant variant) {
            return new VariantView(
                    variant.status(),
                    variant.fits(),
                    variant.fresh().toSeconds(),
                    variant.invalid(),
                    variant.bytes(),
                    variant.fetched(),
                    variant.selectedBy(),
                    variant.groups(),
                    variant.inMemory() ? "memory" : "disk",
                    variant.keepUntil());
        }
    }
}

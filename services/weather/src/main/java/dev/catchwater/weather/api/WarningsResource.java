package dev.catchwater.weather.api;

import dev.catchwater.weather.flow.Warnings;
import dev.catchwater.web.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Warnings, wherever they hold. */
@Path("/api/v1/warnings")
@Tag(name = "weather", description = "Weather, skill and warnings")
public class WarningsResource {

    private static final int MOST = 500;

    private final Warnings warnings;
    private final InstantSource clock;

    WarningsResource(Warnings warnings, InstantSource clock) {
        this.warnings = warnings;
        this.clock = clock;
    }

    /** All warnings that we know of. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(summary = "All warnings that we know of", description = "The 500 worst.")
    public Views.WarningList all() {
        return new Views.WarningList(warnings.all(clock.instant()).stream()
                .limit(MOST)
                .map(warning -> Views.WarningView.of(
                        warning, warnings.unlistedSince(warning).orElse(null)))
                .toList());
    }
}

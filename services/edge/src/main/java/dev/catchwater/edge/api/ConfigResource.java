package dev.catchwater.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.catchwater.edge.flow.DataPlane;
import dev.catchwater.edge.route.Fault;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.web.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The routes that hold. */
@Path("/api/v1/config")
@Tag(name = "config")
public class ConfigResource {

    private final RouteTable table;
    private final IntSupplier dataPort;

    @Inject
    ConfigResource(RouteTable table, DataPlane plane) {
        this(table, plane::port);
    }

    ConfigResource(RouteTable table, IntSupplier dataPort) {
        this.table = table;
        this.dataPort = dataPort;
    }

    /** The routes. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "Show the routes that hold",
            description =
                    "With all defaults in their places. `refused` is a change of the file that is wrong and hence not in"
                            + " force, with its faults. Values that groups send to origins, and those of request fields that look"
                            + " like secrets, are not shown.")
    public ConfigView config() {
        RouteTable.State state = table.state();
        return new ConfigView(
                dataPort.getAsInt(),
                state.from(),
                state.since(),
                state.version(),
                state.refused()
                        .map(refused -> new RefusedView(refused.at(), refused.faults()))
                        .orElse(null),
                table.now().routes().stream().map(RouteView::of).toList());
    }

    /** The routes, and what became of the last change. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfigView(
            int dataPort,
            String from,
            Instant since,
            long version,
            @Nullable RefusedView refused,
            List<RouteView> routes) {}

    /** A change that is not in force. */
    public record RefusedView(Instant at, List<Fault> faults) {}
}

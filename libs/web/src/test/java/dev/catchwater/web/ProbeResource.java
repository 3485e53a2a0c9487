package dev.catchwater.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** A small service on which the library is tried. */
@Path("/probe")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProbeResource {
    @Inject
    Cursors cursors;

    public record Tag(@NotBlank String text) {}

    public record Draft(@NotBlank String name, int size, List<@Valid Tag> tags) {}

    public record View(String name, int size) {}

    @GET
    public View get() {
        return new View("é", 3);
    }

    @POST
    public View post(@Valid Draft draft) {
        return new View(draft.name(), draft.size());
    }

    @GET
    @Path("limit")
    public View limit(@QueryParam("limit") @Max(100) int limit) {
        return new View("limit", limit);
    }

    @GET
    @Path("page")
    public View page(@QueryParam("cursor") String cursor) {
        return new View(cursors.of("probe").require(cursor), 0);
    }

    @GET
    @Path("fault")
    public View fault() {
        throw new IllegalStateException("jdbc:postgresql://secret-host/db password=hunter2");
    }

    @GET
    @Path("busy")
    public View busy() {
        throw new ServiceUnavailableException(7L);
    }

    @GET
    @Path("kind")
    public View kind() {
        throw Problem.of("out-of-tea", "Out of tea", 409, "None left.")
                .with("left", 0)
                .asException();
    }

    @GET
    @Path("who")
    public View who(@Context SecurityContext security) {
        var user = security.getUserPrincipal();
        return new View(user == null ? "" : user.getName(), security.isUserInRole(Role.READ) ? 1 : 0);
    }

    @GET
    @Path("read")
    @RolesAllowed(Role.READ)
    public View read() {
        return new View("read", 1);
    }

    @POST
    @Path("write")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Role.WRITE)
    public View write() {
        return new View("written", 2);
    }

    @GET
    @Path("admin")
    @RolesAllowed(Role.ADMINISTER)
    public View admin() {
        return new View("admin", 3);
    }
}

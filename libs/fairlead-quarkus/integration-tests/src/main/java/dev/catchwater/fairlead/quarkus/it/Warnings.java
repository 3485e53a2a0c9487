package dev.catchwater.fairlead.quarkus.it;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.quarkus.ClientRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is warned of, asked by a client whose name comes with the request. */
@Path("/warnings")
public class Warnings {
    private final ClientRegistry clients;
    private final String upstream;

    Warnings(ClientRegistry clients, @ConfigProperty(name = "upstream") String upstream) {
        this.clients = clients;
        this.upstream = upstream;
    }

    /** The warnings, as a client has them. */
    @GET
    @Path("{client}")
    public Uni<String> by(@PathParam("client") String client) {
        return clients.client(client)
                .send(Request.get(upstream + "/warnings"))
                .flatMap(Response::requireSuccess)
                .flatMap(Response::text);
    }
}

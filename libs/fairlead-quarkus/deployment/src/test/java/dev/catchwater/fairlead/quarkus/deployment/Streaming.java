package dev.catchwater.fairlead.quarkus.deployment;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What {@link DevModeTest} runs, and changes: it begins to read something that does not end. */
@Path("/stream")
public class Streaming {
    @Inject
    @Client("upstream")
    HttpClient client;

    @ConfigProperty(name = "upstream")
    String upstream;

    @GET
    public Uni<String> begin() {
        return client.send(Request.get(upstream)).map(response -> {
            response.body().stream().subscribe().with(chunk -> {}, failure -> {});
            return "before";
        });
    }
}

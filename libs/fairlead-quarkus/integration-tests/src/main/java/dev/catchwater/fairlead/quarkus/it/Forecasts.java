package dev.catchwater.fairlead.quarkus.it;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Joins what two upstreams know, each asked by a client with knobs of its own. */
@Path("/forecasts")
public class Forecasts {
    @Inject
    @Client("weather")
    HttpClient weather;

    @Inject
    @Client("geo.api")
    HttpClient places;

    private final String upstream;

    Forecasts(@ConfigProperty(name = "upstream") String upstream) {
        this.upstream = upstream;
    }

    /** The forecast of a place by its name. */
    @GET
    @Path("{place}")
    public Uni<String> of(@PathParam("place") String place) {
        return text(places, "/places/" + URLEncoder.encode(place, StandardCharsets.UTF_8))
                .flatMap(position -> text(weather, "/forecast/" + position));
    }

    private Uni<String> text(HttpClient client, String path) {
        return client.send(Request.get(upstream + path))
                .flatMap(Response::requireSuccess)
                .flatMap(Response::text);
    }
}

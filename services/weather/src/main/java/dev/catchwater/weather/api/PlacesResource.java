package dev.catchwater.weather.api;

import dev.catchwater.weather.flow.Forecasts;
import dev.catchwater.weather.flow.Rounds;
import dev.catchwater.weather.flow.Seen;
import dev.catchwater.weather.place.Place;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The places that are watched, their weather and how well it was forecast. */
@Path("/api/v1/places")
@Tag(name = "places", description = "The places that are watched")
public class PlacesResource {

    private final Rounds rounds;
    private final Forecasts forecasts;
    private final Composing composing;

    PlacesResource(Rounds rounds, Forecasts forecasts) {
        this.rounds = rounds;
        this.forecasts = forecasts;
        this.composing = new Composing(forecasts);
    }

    /** All places. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(summary = "List places", description = "Oldest first. There are as many as are configured at most.")
    public Uni<Views.PlaceList> list() {
        return rounds.all()
                .map(all -> new Views.PlaceList(
                        all.stream().map(Views.PlaceView::of).toList()));
    }

    /** Adds a place. */
    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Watch a place", description = "Providers are asked about it from now on.")
    @APIResponse(responseCode = "201", description = "Added")
    @APIResponse(responseCode = "200", description = "A place of this id was there already, and stays as it is")
    @APIResponse(responseCode = "409", description = "There are as many places as there may be")
    public Uni<Response> add(@NotNull @Valid NewPlace wanted) {
        Place place = wanted.place();
        return rounds.add(place).flatMap(added -> added ? Uni.createFrom().item(answer(201, place)) : stays(place));
    }

    private Uni<Response> stays(Place wanted) {
        return rounds.all()
                .map(all -> all.stream()
                        .filter(place -> place.id().equals(wanted.id()))
                        .findFirst()
                        .map(place -> answer(200, place))
                        .orElseThrow(() -> Problem.of(404).asException()));
    }

    private static Response answer(int status, Place place) {
        return Response.status(status)
                .location(URI.create("/api/v1/places/" + place.id() + "/weather"))
                .entity(Views.PlaceView.of(place))
                .build();
    }

    /** Removes a place. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Watch a place no longer", description = "What was learned about it is forgotten.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "404", description = "There is no such place")
    public Uni<Void> remove(@RestPath String id) {
        return rounds.remove(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw Problem.of(404).asException();
                    }
                })
                .replaceWithVoid();
    }

    /** All about a place. */
    @GET
    @Path("/{id}/weather")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "The weather of a place",
            description =
                    "Each current value with its source and the time of observation; our forecast with quantiles and"
                            + " what each provider says; what is missing and why. What is known is told at once, with its"
                            + " age.")
    @APIResponse(responseCode = "404", description = "No such place is watched")
    public Uni<Views.WeatherView> weather(
            @RestPath String id,
            @Parameter(
                            description = "`si`, a region such as `US`, or a language tag; by default Accept-Language"
                                    + " decides")
                    @RestQuery
                    @Nullable
                    @Size(max = 64)
                    String units,
            @Context HttpHeaders headers) {
        Shown shown = Shown.of(units, headers.getAcceptableLanguages());
        return seen(id).map(seen -> composing.view(seen, shown));
    }

    /** How well all forecasters did at a place. */
    @GET
    @Path("/{id}/skill")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "How well a place was forecast",
            description =
                    "Of every forecaster, of ours (`blend`) and of the simple ones that it must be better than; in SI"
                            + " units. Only forecasts that were set down before it was known what came are counted.")
    @APIResponse(responseCode = "404", description = "No such place is watched")
    public Uni<Views.SkillList> skill(@RestPath String id) {
        return seen(id).map(seen -> {
            List<Views.SkillView> items = new ArrayList<>();
            forecasts
                    .skill(id)
                    .forEach((quantity, leads) ->
                            leads.forEach((lead, scores) -> items.add(SkillTable.view(quantity, lead, scores))));
            return new Views.SkillList(id, items);
        });
    }

    /** The warnings of a place. */
    @GET
    @Path("/{id}/warnings")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "What a place is warned of",
            description = "Each event once, worst first, in the authority's words.")
    @APIResponse(responseCode = "404", description = "No such place is watched")
    public Uni<Views.WarningList> warnings(@RestPath String id) {
        return seen(id).map(seen -> new Views.WarningList(Composing.warnings(seen)));
    }

    private Uni<Seen> seen(String id) {
        return rounds.see(id)
                .map(found -> found.orElseThrow(() -> Problem.of(404).asException()));
    }
}

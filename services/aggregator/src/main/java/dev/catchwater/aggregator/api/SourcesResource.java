package dev.catchwater.aggregator.api;

import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.flow.Adding;
import dev.catchwater.aggregator.post.Platform;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where posts are gathered from. */
@Path("/api/v1/sources")
@Tag(name = "sources", description = "Where posts are gathered from")
public class SourcesResource {

    private static final String DEFAULT_LIMIT = "100";
    private static final int MAX_LIMIT = 500;

    private final Adding adding;
    private final Cursors.Codec cursors;

    SourcesResource(Adding adding, Cursors cursors) {
        this.adding = adding;
        this.cursors = cursors.of("sources");
    }

    /** Adds a source after having looked at it. */
    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Add a source",
            description = "Looks at the address first, which may take some seconds, and stores nothing if it is no"
                    + " source. Closing the connection gives up.")
    @APIResponse(
            responseCode = "201",
            description = "Added, its first posts included",
            content = @Content(schema = @Schema(implementation = Source.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there already",
            content = @Content(schema = @Schema(implementation = Source.class)))
    @APIResponse(responseCode = "400", description = "No known platform, or no http(s) address")
    @APIResponse(responseCode = "422", description = "It answered, but is no source that we can read; says why")
    @APIResponse(responseCode = "502", description = "It could not be reached; says why")
    @APIResponse(responseCode = "504", description = "It took too long")
    public Uni<Response> add(@NotNull @Valid NewSource wanted) {
        Platform platform = Platform.named(wanted.platform())
                .orElseThrow(() -> Problem.of("unknown-platform", "Unknown platform", 400, "Known are " + names() + ".")
                        .asException());
        return adding.add(platform, uri(wanted.url()))
                .map(added -> Response.status(added.isNew() ? 201 : 200)
                        .location(URI.create("/api/v1/sources/" + added.source().id()))
                        .entity(added.source())
                        .build());
    }

    /** All sources, oldest first. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "List sources",
            description = "Oldest first, with the state of each and when it is asked next.")
    public Uni<SourceList> list(
            @RestQuery @DefaultValue(DEFAULT_LIMIT) @Min(1) @Max(MAX_LIMIT) int limit,
            @RestQuery @Nullable String cursor) {
        int after = cursor == null ? 0 : Integer.parseInt(cursors.require(cursor));
        return adding.all().map(all -> {
            List<Source> rest =
                    all.stream().filter(source -> source.id() > after).toList();
            List<Source> page = rest.subList(0, Math.min(limit, rest.size()));
            String next = rest.size() > limit
                    ? cursors.seal(Integer.toString(page.getLast().id()))
                    : null;
            return new SourceList(page, next);
        });
    }

    /** One source. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Role.READ)
    @Operation(summary = "One source")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Source.class)))
    @APIResponse(responseCode = "404", description = "There is no such source")
    public Uni<Source> one(@RestPath int id) {
        return adding.find(id)
                .map(found -> found.orElseThrow(() -> Problem.of(404).asException()));
    }

    /** Removes a source, and from the timeline what no other source shows. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Remove a source", description = "Its posts leave the timeline at once.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "404", description = "There is no such source")
    public Uni<Void> remove(@RestPath int id) {
        return adding.remove(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw Problem.of(404).asException();
                    }
                })
                .replaceWithVoid();
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw Problem.of("source-bad-address", "No usable address", 400, "This is no http or https address.")
                    .asException();
        }
    }

    private static String names() {
        return Arrays.stream(Platform.values()).map(Platform::label).collect(Collectors.joining(", "));
    }

    /**
     * What to add.
     *
     * @param platform {@code feed} or {@code mastodon}
     * @param url a feed, a page that names one, or a Mastodon timeline as its readers know it
     */
    public record NewSource(
            @NotBlank @Size(max = 32) String platform,
            @NotBlank @Size(max = 2048) String url) {}

    /**
     * A page of sources.
     *
     * @param next the cursor of the next page; null at the end
     */
    public record SourceList(List<Source> items, @Nullable String next) {}
}

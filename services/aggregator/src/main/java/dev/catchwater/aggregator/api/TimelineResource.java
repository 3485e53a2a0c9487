package dev.catchwater.aggregator.api;

import dev.catchwater.aggregator.post.Post;
import dev.catchwater.aggregator.timeline.Cursor;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.aggregator.timeline.TimelinePage;
import dev.catchwater.web.Cursors;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Posts, newest first. */
@Path("/api/v1")
@Tag(name = "timeline", description = "Posts of all sources")
public class TimelineResource {

    private static final String DEFAULT_LIMIT = "50";
    private static final int MAX_LIMIT = 100;

    private final Reader reader;
    private final Cursors.Codec cursors;

    TimelineResource(Reader reader, Cursors cursors) {
        this.reader = reader;
        this.cursors = cursors.of("timeline");
    }

    /** A page of the timeline. */
    @GET
    @Path("/timeline")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "A page of the timeline",
            description = "Newest first. Following `next` shows every post that was there when the first page was read"
                    + " exactly once, whatever comes in meanwhile; that is told by the stream, from `position` on.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    @APIResponse(responseCode = "400", description = "A limit out of bounds, or a cursor that was not issued here")
    public Uni<Page> timeline(
            @Parameter(description = "1 to 100") @RestQuery @DefaultValue(DEFAULT_LIMIT) @Min(1) @Max(MAX_LIMIT)
                    int limit,
            @Parameter(description = "`next` of the page above") @RestQuery @Nullable String cursor) {
        return reader.page(limit, cursor == null ? null : open(cursor)).map(this::page);
    }

    /** One post. */
    @GET
    @Path("/posts/{id}")
    @RolesAllowed(Role.READ)
    @Operation(summary = "One post")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Post.class)))
    @APIResponse(responseCode = "404", description = "No post of this id is in the timeline")
    public Uni<Post> post(@RestPath long id) {
        return reader.post(id)
                .map(found -> found.orElseThrow(() -> Problem.of(404).asException()));
    }

    private Cursor open(String cursor) {
        return Cursor.parse(cursors.require(cursor))
                .orElseThrow(() -> Problem.of(400).asException());
    }

    private Page page(TimelinePage page) {
        Cursor next = page.next();
        return new Page(
                page.posts(),
                next == null ? null : cursors.seal(next.text()),
                page.position().text());
    }

    /**
     * A page of posts.
     *
     * @param next the cursor of the page below; null at the end
     * @param position pass it to the stream as {@code lastEventId} to hear of all that this page does not show
     */
    public record Page(List<Post> items, @Nullable String next, String position) {}
}

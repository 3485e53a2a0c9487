package dev.catchwater.prices.api;

import dev.catchwater.prices.Addresses;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.api.Views.Listed;
import dev.catchwater.prices.api.Views.PageView;
import dev.catchwater.prices.flow.Tracking;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The product pages that are watched. */
@Path("/api/v1/pages")
@Tag(name = "pages", description = "The product pages that are watched")
public class PagesResource {

    private final Tracking tracking;
    private final PageBook book;
    private final Addresses addresses;
    private final Cursors.Codec cursors;

    PagesResource(Tracking tracking, PageBook book, Addresses addresses, Cursors cursors) {
        this.tracking = tracking;
        this.book = book;
        this.addresses = addresses;
        this.cursors = cursors.of("pages");
    }

    /** Watches a page from now on. */
    @POST
    @RolesAllowed(Role.WRITE)
    @Operation(
            summary = "Watch a product page",
            description =
                    "Or all that a list names: a `sitemap`, a product `feed` (Google Merchant Center: RSS, Atom or tab-separated),"
                            + " `shopify` or `woocommerce`. Shopify does not say in which currency its prices are; its address does:"
                            + " `https://shop.example/products.json?limit=250&currency=EUR`. It is looked at as soon as its host's pace and robots.txt allow; `state` and `note` say what came"
                            + " of it, and the stream tells of its price.")
    @APIResponse(
            responseCode = "201",
            description = "Watched from now on",
            content = @Content(schema = @Schema(implementation = PageView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was watched already",
            content = @Content(schema = @Schema(implementation = PageView.class)))
    @APIResponse(responseCode = "400", description = "No http(s) address")
    @APIResponse(responseCode = "409", description = "There are as many pages as there may be")
    public Uni<Response> add(@NotNull @Valid NewPage wanted) {
        URI url = address(wanted.url());
        URI base = wanted.shopUrl() == null ? null : address(wanted.shopUrl());
        if (base != null && !url.toString().startsWith(base.toString())) {
            throw Problem.of(
                            "not-of-this-shop",
                            "Not a page of this shop",
                            400,
                            "The page's address does not begin with the shop's.")
                    .asException();
        }
        Page.Kind kind = wanted.is();
        return tracking.add(url, kind, kind == Page.Kind.SITEMAP ? wanted.containing() : null, wanted.shop(), base)
                .map(added -> Response.status(added.isNew() ? 201 : 200)
                        .location(URI.create("/api/v1/pages/" + added.page().id()))
                        .entity(PageView.of(added.page()))
                        .build());
    }

    private URI address(String text) {
        return addresses
                .canonical(text)
                .orElseThrow(
                        () -> Problem.of("bad-address", "No usable address", 400, "This is no http or https address.")
                                .asException());
    }

    /** All pages, oldest first. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "List pages",
            description = "Oldest first, with what the last look found and when the next one is.")
    public Uni<Listed<PageView>> list(
            @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit, @RestQuery @Nullable String cursor) {
        return book.list(Paging.after(cursors, cursor), limit + 1)
                .map(found -> Paging.page(found, limit, cursors, Page::id, PageView::of));
    }

    /** One page. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Role.READ)
    @Operation(summary = "One page")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PageView.class)))
    @APIResponse(responseCode = "404", description = "There is no such page")
    public Uni<PageView> one(@RestPath long id) {
        return book.find(id)
                .map(found ->
                        PageView.of(found.orElseThrow(() -> Problem.of(404).asException())));
    }

    /** Ends the watching of a page. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.WRITE)
    @Operation(summary = "Forget a page", description = "With its offer, its history and the watches on it.")
    @APIResponse(responseCode = "204", description = "Forgotten")
    @APIResponse(responseCode = "404", description = "There is no such page")
    public Uni<Void> remove(@RestPath long id) {
        return book.remove(id)
                .invoke(removed -> {
                    if (!removed) {
                        throw Problem.of(404).asException();
                    }
                })
                .replaceWithVoid();
    }

    /**
     * What to watch.
     *
     * @param shop what its shop is called, if that is new
     * @param shopUrl the address that all pages of the shop begin with; without it, its host's
     * @param sitemap whether it is a sitemap, or an index of them: the pages that it names are watched, now and later
     * @param kind product, sitemap, feed, shopify or woocommerce; product if nothing is said
     * @param containing of a sitemap's addresses only those with this in them
     */
    public record NewPage(
            @NotBlank @Size(max = 2000) String url,
            @Nullable @Size(max = 100) String shop,
            @Nullable @Size(max = 2000) String shopUrl,
            @Nullable Boolean sitemap,

            @Nullable @Pattern(regexp = "product|sitemap|feed|shopify|woocommerce")
            String kind,

            @Nullable @Size(max = 200) String containing) {

        Page.Kind is() {
            String said = kind;
            if (said != null) {
                return Page.Kind.valueOf(said.toUpperCase(Locale.ROOT));
            }
            return Boolean.TRUE.equals(sitemap) ? Page.Kind.SITEMAP : Page.Kind.PRODUCT;
        }
    }
}

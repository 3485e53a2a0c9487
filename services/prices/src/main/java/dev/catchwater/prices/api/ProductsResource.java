package dev.catchwater.prices.api;

import dev.catchwater.prices.Offer;
import dev.catchwater.prices.OfferBook;
import dev.catchwater.prices.Product;
import dev.catchwater.prices.api.Views.Amount;
import dev.catchwater.prices.api.Views.DiscountView;
import dev.catchwater.prices.api.Views.Listed;
import dev.catchwater.prices.api.Views.OfferView;
import dev.catchwater.prices.api.Views.ProductView;
import dev.catchwater.prices.api.Views.StandingView;
import dev.catchwater.prices.deal.Discount;
import dev.catchwater.prices.deal.History;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.deal.Standing;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.web.Cursors;
import dev.catchwater.web.Problem;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Products, compared. */
@Path("/api/v1/products")
@Tag(name = "products", description = "Products, and what is asked for them")
public class ProductsResource {

    private static final History NOTHING = new History(List.of());
    private static final int OFFERS = 200;
    private static final int POINTS = 5_000;
    private static final Duration STANDING = Duration.ofDays(90);
    /** For a claim that began within the last months the 30 days before it are wanted, too. */
    private static final Duration CLAIMS = Duration.ofDays(120);

    private final OfferBook book;
    private final InstantSource clock;
    private final Cursors.Codec cursors;

    ProductsResource(OfferBook book, InstantSource clock, Cursors cursors) {
        this.book = book;
        this.clock = clock;
        this.cursors = cursors.of("products");
    }

    /** Products by name. */
    @GET
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "List products",
            description =
                    "Those that somebody offers, with the best price that can be paid, the sending included where it is told.")
    public Uni<Listed<SummaryView>> list(
            @RestQuery @DefaultValue("") @Size(max = 200) String q,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @RestQuery @Nullable String cursor) {
        return book.products(q.strip(), Paging.after(cursors, cursor), limit + 1)
                .map(found ->
                        Paging.page(found, limit, cursors, one -> one.product().id(), SummaryView::of));
    }

    /** A product with all of its offers. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "Compare a product's offers",
            description =
                    "The cheapest first, the sending included where the shop tells what it costs (`landed`); those that cannot be had last. Currencies are not compared: those that most ask in come first. Prices of a unit are by the product's pack. A"
                            + " discount is judged against the lowest price of the 30 days before it (Directive 98/6/EC Article 6a).")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Comparison.class)))
    @APIResponse(responseCode = "404", description = "There is no such product")
    public Uni<Comparison> one(@RestPath long id) {
        Instant now = clock.instant();
        return product(id)
                .flatMap(product -> book.offers(id, OFFERS)
                        .flatMap(offers -> book.histories(ids(offers), now.minus(CLAIMS), POINTS)
                                .map(histories -> compared(product, offers, histories, now))));
    }

    private Uni<Product> product(long id) {
        return book.product(id)
                .map(found -> found.orElseThrow(() -> Problem.of(404).asException()));
    }

    private static List<Long> ids(List<Offer> offers) {
        return offers.stream().map(Offer::id).toList();
    }

    private static Comparison compared(Product product, List<Offer> offers, Map<Long, History> histories, Instant now) {
        List<OfferView> views = offers.stream()
                .sorted((one, other) -> Boolean.compare(
                        one.quote().availability().refused(),
                        other.quote().availability().refused()))
                .map(offer -> view(product, offer, histories.getOrDefault(offer.id(), NOTHING), now))
                .toList();
        return new Comparison(ProductView.of(product), views);
    }

    private static OfferView view(Product product, Offer offer, History history, Instant now) {
        Money price = offer.quote().price();
        Discount discount = Discount.of(history, offer.quote().list());
        StandingView standing = price == null
                ? null
                : Standing.of(history, price, now, STANDING)
                        .map(StandingView::of)
                        .orElse(null);
        boolean claims = discount.verdict() != Discount.Verdict.NO_CLAIM && price != null;
        return OfferView.of(offer, product.pack(), claims ? DiscountView.of(discount) : null, standing);
    }

    /** The prices of a product over time. */
    @GET
    @Path("/{id}/history")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "A product's prices over time",
            description =
                    "One series for each offer: what changed, and what held when the window opens. At most 5,000 points"
                            + " in all.")
    @APIResponse(responseCode = "404", description = "There is no such product")
    public Uni<List<Series>> history(@RestPath long id, @RestQuery @DefaultValue("90") @Min(1) @Max(3660) int days) {
        Instant since = clock.instant().minus(Duration.ofDays(days));
        return product(id)
                .flatMap(product -> book.offers(id, OFFERS)
                        .flatMap(offers -> book.histories(ids(offers), since, POINTS)
                                .map(histories -> offers.stream()
                                        .filter(offer -> histories.containsKey(offer.id()))
                                        .map(offer -> new Series(
                                                offer.id(),
                                                offer.shop().name(),
                                                histories.getOrDefault(offer.id(), NOTHING).points().stream()
                                                        .map(Point::of)
                                                        .toList()))
                                        .toList())));
    }

    /** The prices of a product over a long time. */
    @GET
    @Path("/{id}/history/rollup")
    @RolesAllowed(Role.READ)
    @Operation(
            summary = "A product's prices over a long time",
            description =
                    "One series for each offer, of the lowest, the highest and the last price that was written in each stretch"
                            + " of the time; a stretch in which nothing changed is left out, and what was last goes on. At most"
                            + " 5,000 stretches in all, so fewer a series where there are many offers.")
    @APIResponse(responseCode = "404", description = "There is no such product")
    public Uni<List<RollupSeries>> rollup(
            @RestPath long id,
            @RestQuery @DefaultValue("1095") @Min(1) @Max(3660) int days,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int stretches) {
        Instant now = clock.instant();
        return product(id)
                .flatMap(product -> book.offers(id, OFFERS).flatMap(offers -> {
                    int most = Math.max(1, Math.min(stretches, POINTS / Math.max(1, offers.size())));
                    return book.rollups(ids(offers), now.minus(Duration.ofDays(days)), now, most)
                            .map(all -> offers.stream()
                                    .filter(offer -> all.containsKey(offer.id()))
                                    .map(offer -> RollupSeries.of(offer, all.getOrDefault(offer.id(), List.of())))
                                    .toList());
                }));
    }

    /** A product in a list. */
    public record SummaryView(ProductView product, @Nullable Amount best, int offers) {

        static SummaryView of(OfferBook.Summary summary) {
            return new SummaryView(ProductView.of(summary.product()), Amount.of(summary.best()), summary.offers());
        }
    }

    /** A product's offers side by side. */
    public record Comparison(ProductView product, List<OfferView> offers) {}

    /** The prices of one offer. */
    public record Series(long offer, String shop, List<Point> points) {}

    /** The prices of one offer, stretch by stretch. */
    public record RollupSeries(long offer, String shop, List<StretchView> stretches) {

        static RollupSeries of(Offer offer, List<OfferBook.Rollup> all) {
            return new RollupSeries(
                    offer.id(),
                    offer.shop().name(),
                    all.stream().map(StretchView::of).toList());
        }
    }

    /** What an offer cost in a stretch of time. */
    public record StretchView(
            Instant at,
            @Nullable Amount lowest,
            @Nullable Amount highest,
            @Nullable Amount last,
            int points) {

        static StretchView of(OfferBook.Rollup one) {
            return new StretchView(
                    one.at(), Amount.of(one.lowest()), Amount.of(one.highest()), Amount.of(one.last()), one.points());
        }
    }

    /** What held from a moment on. */
    public record Point(Instant from, @Nullable Amount price, Availability availability) {

        static Point of(PricePoint point) {
            return new Point(point.from(), Amount.of(point.price()), point.availability());
        }
    }
}

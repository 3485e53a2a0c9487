package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.Product;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.measure.Pack;
import dev.catchwater.prices.measure.Quantity;
import dev.catchwater.prices.measure.Unit;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.offer.Proof;
import dev.catchwater.prices.offer.Quote;
import dev.catchwater.prices.recheck.Look;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as records, and back. */
final class Rows {

    private Rows() {}

    static Page.Shop shop(Row row) {
        return new Page.Shop(
                row.getInteger("shop_id"), row.getString("shop_name"), URI.create(row.getString("shop_base")));
    }

    static Page page(Row row) {
        String via = row.getString("via");
        return new Page(
                row.getLong("id"),
                row.getString("origin"),
                shop(row),
                URI.create(row.getString("url")),
                Page.Kind.valueOf(row.getString("kind")),
                row.getString("containing"),
                row.getDouble("weight"),
                Db.instant(row, "next_at"),
                row.getString("why"),
                Page.State.valueOf(row.getString("state")),
                row.getString("note"),
                row.getString("etag"),
                row.getString("last_modified"),
                Db.instant(row, "looked_at"),
                looks(row.getArrayOfLongs("looks")),
                row.getString("doubted"),
                new Page.Way(
                        via == null ? null : URI.create(via), row.getBoolean("via_lasting"), row.getInteger("hops")));
    }

    static List<Look> looks(Long[] millis) {
        return Arrays.stream(millis)
                .map(value -> new Look(Duration.ofMillis(Math.abs(value)), value > 0))
                .toList();
    }

    /** Milliseconds since the look before, negative if nothing had changed. */
    static Long[] looks(List<Look> looks) {
        return looks.stream()
                .map(look -> Math.max(1, look.after().toMillis()) * (look.changed() ? 1 : -1))
                .toArray(Long[]::new);
    }

    static Pace pace(Row row) {
        return new Pace(
                Pace.Mode.valueOf(row.getString("mode")),
                row.getDouble("rate"),
                row.getDouble("borne"),
                row.getDouble("refused"),
                row.getInteger("calm"),
                row.getInteger("strikes"),
                Db.requireInstant(row, "not_before"));
    }

    static Product product(Row row) {
        String[] keys = row.getArrayOfStrings("keys");
        return new Product(
                row.getLong("id"),
                row.getString("title"),
                row.getString("brand"),
                row.getString("image"),
                row.getString("variant"),
                pack(row),
                row.getString("pack_of"),
                keys == null ? List.of() : List.of(keys),
                Db.requireInstant(row, "added_at"));
    }

    static @Nullable Pack pack(Row row) {
        String unit = row.getString("pack_unit");
        return unit == null
                ? null
                : new Pack(
                        row.getInteger("pack_count"),
                        new Quantity(row.getBigDecimal("pack_value"), Unit.valueOf(unit)));
    }

    static Quote quote(Row row) {
        String currency = row.getString("currency");
        JsonArray proofs = row.getJsonArray("evidence");
        return new Quote(
                money(row.getLong("price"), currency),
                money(row.getLong("list"), currency),
                money(row.getLong("member"), currency),
                money(row.getLong("shipping"), currency),
                row.getBoolean("price_range"),
                Availability.valueOf(row.getString("availability")),
                row.getString("condition"),
                row.getString("seller"),
                proofs.stream().map(one -> proof((JsonObject) one)).toList());
    }

    private static Proof proof(JsonObject one) {
        return new Proof(one.getString("value"), one.getString("syntax"), one.getString("path"), one.getString("raw"));
    }

    static JsonArray proofs(List<Proof> proofs) {
        JsonArray array = new JsonArray();
        proofs.forEach(proof -> array.add(new JsonObject()
                .put("value", proof.value())
                .put("syntax", proof.syntax())
                .put("path", clean(proof.path()))
                .put("raw", clean(proof.raw()))));
        return array;
    }

    /** What PostgreSQL does not store. */
    static String clean(String text) {
        return text.replace("\u0000", "");
    }

    static @Nullable Money money(@Nullable Long minor, @Nullable String currency) {
        return minor == null || currency == null ? null : new Money(minor, currency);
    }

    /** The currency of all that is asked; null if nothing is. */
    static @Nullable String currency(Quote quote) {
        for (Money money : new Money[] {quote.price(), quote.list(), quote.member(), quote.shipping()}) {
            if (money != null) {
                return money.currency();
            }
        }
        return null;
    }

    static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }
}

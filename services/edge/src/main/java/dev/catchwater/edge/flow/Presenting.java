package dev.catchwater.edge.flow;

import dev.catchwater.edge.Slab;
import dev.catchwater.edge.coding.Accepted;
import dev.catchwater.edge.coding.Coded;
import dev.catchwater.edge.route.Compression;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.store.Content;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which form an answer goes out: as it is, or in a coding that was made of what is stored. */
final class Presenting {
    private Presenting() {}

    /**
     * What goes out.
     *
     * @param form of all of the content; empty: the content as it is, or the part of it that was asked for
     */
    record Presented(Headers fields, Optional<Slab> form) {
        static Presented plain(Headers fields) {
            return new Presented(fields, Optional.empty());
        }
    }

    /**
     * The best form that there is now.
     *
     * @param fields of the answer as it is
     * @param stored what it is made of; null: it is not made of what is stored
     * @param whole whether it is made of all of it
     */
    static Presented of(Visit visit, int status, Headers fields, @Nullable Content stored, boolean whole) {
        Visit.Asked asked = visit.asked();
        Compression compression = asked.lane().route().compression();
        if (compression.codings().isEmpty() || !asked.isRead()) {
            return Presented.plain(fields);
        }
        if (status == 304) {
            return Presented.plain(Coded.notModified(fields, asked.fields()));
        }
        CacheRules rules = asked.lane().rules();
        if ((status != 200 && status != 206)
                || !Coded.isCodable(compression, fields, length(status, fields, whole ? stored : null))
                || !rules.mayTransform(Headers.none(), fields)) {
            return Presented.plain(fields);
        }
        return status == 200
                        && whole
                        && stored instanceof Slab slab
                        && rules.mayTransform(asked.fields(), Headers.none())
                ? coded(visit, compression, fields, slab)
                : Presented.plain(Coded.varied(fields));
    }

    /** Of the whole; -1 where it is not told. */
    private static long length(int status, Headers fields, @Nullable Content whole) {
        if (whole != null) {
            return whole.length();
        }
        return fields.first("Content-Length")
                .filter(told -> status == 200 && told.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private static Presented coded(Visit visit, Compression compression, Headers fields, Slab slab) {
        Accepted accepted = Accepted.of(visit.request().headers().getAll("Accept-Encoding"));
        return visit.plant()
                .recoding()
                .best(visit.asked().key(), slab, accepted.among(compression.codings()))
                .map(form -> new Presented(
                        Coded.coded(fields, form.coding(), form.slab().length()), Optional.of(form.slab())))
                .orElseGet(() -> Presented.plain(Coded.varied(fields)));
    }
}

package dev.catchwater.sandbox.feeds;

import dev.catchwater.sandbox.world.Cast;
import dev.catchwater.sandbox.world.Persona;
import java.util.List;
import java.util.stream.Stream;

/**
 * A site with a feed.
 *
 * @param id its path segment
 * @param itemsPerDay mean number of items a day at pace 1
 * @param ttl minutes for which its RSS may be kept; 0 says nothing of it
 */
record Site(
        String id,
        String title,
        String description,
        String language,
        List<Persona> writers,
        double itemsPerDay,
        int ttl) {

    static final List<Site> ALL = List.of(
            of(
                    "gazette",
                    "The Harbour Gazette",
                    "Small news from a small port",
                    "en",
                    420,
                    0,
                    "tess_marlow",
                    "liam_quay",
                    "sami_oja"),
            of("marsh", "Marsh Notes", "Birds, mud and weather", "en", 240, 1, "edith_wren", "greta_holm"),
            of(
                    "workbench",
                    "Workbench",
                    "Things made, mended and regretted",
                    "en",
                    200,
                    0,
                    "ada_keel",
                    "olga_reed",
                    "quinn_vale"),
            of("cocina", "Cocina y Barrio", "Recetas y crónicas", "es", 160, 5, "carla_mora", "pablo_rios"),
            of("sternwarte", "夜空ノート", "星とラジオ", "ja", 120, 0, "mei_tanaka", "farid_noor"));

    /** Its home page's URL, with a slash at the end. */
    String home(String base) {
        return base + "/feeds/" + id + "/";
    }

    private static Site of(
            String id, String title, String description, String language, double perDay, int ttl, String... writers) {
        return new Site(
                id,
                title,
                description,
                language,
                Stream.of(writers).map(Cast::named).toList(),
                perDay,
                ttl);
    }
}

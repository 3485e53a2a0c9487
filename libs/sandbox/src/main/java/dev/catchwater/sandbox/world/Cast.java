package dev.catchwater.sandbox.world;

import java.util.List;
import java.util.NoSuchElementException;

/** The twenty people of the world. */
public final class Cast {

    private static final List<Persona> PEOPLE = List.of(
            of(
                    "ada_keel",
                    "Ada Keel",
                    "Boatbuilder. Oak, larch, and opinions on glue.",
                    "en",
                    30,
                    8,
                    "boats",
                    "woodwork"),
            of(
                    "bruno_fell",
                    "Bruno Fell",
                    "Walks up hills, photographs the way down.",
                    "en",
                    24,
                    18,
                    "hills",
                    "photography"),
            of(
                    "carla_mora",
                    "Carla Mora",
                    "Cocina de mercado y recetas de mi abuela.",
                    "es",
                    26,
                    12,
                    "cocina",
                    "recetas"),
            of(
                    "dieter_lang",
                    "Dieter Lang",
                    "Lokführer im Ruhestand. Fahrpläne aller Art.",
                    "de",
                    22,
                    6,
                    "bahn",
                    "fahrplan"),
            of(
                    "edith_wren",
                    "Edith Wren",
                    "Counting birds on the same marsh since 1998.",
                    "en",
                    34,
                    6,
                    "birds",
                    "marsh"),
            of(
                    "farid_noor",
                    "Farid Noor",
                    "Radio, antennas, and the ionosphere in my attic.",
                    "en",
                    28,
                    21,
                    "radio",
                    "space"),
            of("greta_holm", "Greta Holm", "Sea ice, buoys and forecast errors.", "en", 26, 9, "weather", "sea"),
            of(
                    "hugo_petit",
                    "Hugo Petit",
                    "Libraire. Je lis plus vite que je ne range.",
                    "fr",
                    24,
                    17,
                    "livres",
                    "librairie"),
            of("ines_duarte", "Inês Duarte", "Maps of places that moved.", "en", 22, 14, "maps", "history"),
            of(
                    "jonas_bark",
                    "Jonas Bark",
                    "Community garden, plot 14. Compost is a verb.",
                    "en",
                    30,
                    7,
                    "garden",
                    "compost"),
            of("kaya_stone", "Kaya Stone", "Geologist with a dog who collects sticks.", "en", 24, 16, "rocks", "dogs"),
            of("liam_quay", "Liam Quay", "Harbour pilot. Tides first, coffee second.", "en", 32, 5, "tides", "harbour"),
            of("mei_tanaka", "Mei Tanaka", "星と古い望遠鏡の話をします。", "ja", 26, 20, "天文", "space"),
            of("nils_aker", "Nils Aker", "Cyclist of flat countries.", "en", 28, 17, "cycling", "maps"),
            of("olga_reed", "Olga Reed", "Printmaker. Ink under every nail.", "en", 22, 19, "printmaking", "art"),
            of("pablo_rios", "Pablo Ríos", "Fútbol de barrio, crónicas sin prisa.", "es", 30, 22, "futbol", "barrio"),
            of("quinn_vale", "Quinn Vale", "Sysadmin of a very small server room.", "en", 36, 10, "servers", "radio"),
            of(
                    "rosa_lindt",
                    "Rosa Lindt",
                    "Bäckerin. Aufstehen ist der schwerste Teig.",
                    "de",
                    24,
                    4,
                    "brot",
                    "backen"),
            of("sami_oja", "Sami Oja", "Ferries, timetables, and who missed them.", "en", 26, 15, "ferries", "harbour"),
            of(
                    "tess_marlow",
                    "Tess Marlow",
                    "Local paper, council meetings, biscuits.",
                    "en",
                    34,
                    11,
                    "news",
                    "council"));

    private Cast() {}

    /** Everyone, in an order that never changes. */
    public static List<Persona> people() {
        return PEOPLE;
    }

    /**
     * The person with this handle.
     *
     * @throws NoSuchElementException if there is none
     */
    public static Persona named(String handle) {
        return PEOPLE.stream()
                .filter(person -> person.handle().equals(handle))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("nobody is called " + handle));
    }

    private static Persona of(
            String handle, String name, String bio, String language, double perDay, int peak, String... topics) {
        return new Persona(handle, name, bio, language, List.of(topics), perDay, peak);
    }
}

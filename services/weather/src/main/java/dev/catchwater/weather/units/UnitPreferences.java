package dev.catchwater.weather.units;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which units people of a region are used to: CLDR 48.2, unitPreferenceData, as it stands there. Where a country's own
 * practice differs from CLDR (wind in the Netherlands, pressure in Canada), CLDR's is kept: one source, checkable.
 *
 * <p>A test holds this table against CLDR's file, every region of it.
 */
public final class UnitPreferences {

    private static final Map<Usage, Preference> TABLE = table();

    private final Map<Usage, List<Unit>> chosen;

    private UnitPreferences(Map<Usage, List<Unit>> chosen) {
        this.chosen = chosen;
    }

    /** What people of a region are used to; unknown regions have the world's. */
    public static UnitPreferences ofRegion(String region) {
        String key = region.toUpperCase(Locale.ROOT);
        Map<Usage, List<Unit>> chosen = new EnumMap<>(Usage.class);
        TABLE.forEach((usage, preference) -> chosen.put(usage, preference.of(key)));
        return new UnitPreferences(chosen);
    }

    /** By a BCP 47 tag: its {@code mu} temperature keyword wins, then its {@code rg} region, then its region. */
    public static UnitPreferences of(Locale locale) {
        String override = locale.getUnicodeLocaleType("rg");
        String region = override == null ? locale.getCountry() : override.substring(0, Math.min(2, override.length()));
        UnitPreferences preferences = ofRegion(region);
        String temperature = locale.getUnicodeLocaleType("mu");
        return temperature == null ? preferences : preferences.withTemperature(temperature);
    }

    /** The unit of a use; where CLDR names a mix (miles and feet), its greater one. */
    public Unit unit(Usage usage) {
        return all(usage).getFirst();
    }

    /** All units of a use, greatest first. */
    public List<Unit> all(Usage usage) {
        return chosen.getOrDefault(usage, List.of(Unit.ONE));
    }

    private UnitPreferences withTemperature(String keyword) {
        Map<Usage, List<Unit>> changed = new EnumMap<>(chosen);
        switch (keyword) {
            case "celsius" -> changed.put(Usage.WEATHER, List.of(Unit.CELSIUS));
            case "fahrenhe" -> changed.put(Usage.WEATHER, List.of(Unit.FAHRENHEIT));
            case "kelvin" -> changed.put(Usage.WEATHER, List.of(Unit.KELVIN));
            default -> {
                // An unknown keyword changes nothing (UTS #35).
            }
        }
        return new UnitPreferences(changed);
    }

    private static Map<Usage, Preference> table() {
        Map<Usage, Preference> table = new EnumMap<>(Usage.class);
        table.put(Usage.WEATHER, world(Unit.CELSIUS).but("US BS BZ KY PR PW", Unit.FAHRENHEIT));
        table.put(
                Usage.WIND,
                world(Unit.KILOMETRE_PER_HOUR)
                        .but("GB US", Unit.MILE_PER_HOUR)
                        .but("CN DK FI JP KR NO PL RU SE", Unit.METRE_PER_SECOND));
        table.put(
                Usage.BAROMETER,
                world(Unit.HECTOPASCAL)
                        .but("US", Unit.INCH_OF_MERCURY)
                        .but("MX RU", Unit.MILLIMETRE_OF_MERCURY)
                        .but("BR EG GB IL TH", Unit.MILLIBAR));
        table.put(
                Usage.VISIBILITY,
                world(Unit.KILOMETRE, Unit.METRE)
                        .but("US GB", Unit.MILE, Unit.FOOT)
                        .but("DE NL", Unit.METRE));
        table.put(Usage.RAINFALL, world(Unit.MILLIMETRE).but("US", Unit.INCH).but("BR", Unit.CENTIMETRE));
        table.put(Usage.SNOWFALL, world(Unit.CENTIMETRE).but("US", Unit.INCH));
        table.put(
                Usage.RAINFALL_RATE,
                world(Unit.MILLIMETRE_PER_HOUR).but("US", Unit.INCH_PER_HOUR).but("BR", Unit.CENTIMETRE_PER_HOUR));
        return table;
    }

    private static Preference world(Unit... units) {
        return new Preference(List.of(units), Map.of());
    }

    private record Preference(List<Unit> world, Map<String, List<Unit>> regions) {

        Preference but(String names, Unit... units) {
            Map<String, List<Unit>> more = Arrays.stream(names.split(" ", -1))
                    .collect(toUnmodifiableMap(name -> name, name -> List.of(units)));
            Map<String, List<Unit>> all = new HashMap<>(regions);
            all.putAll(more);
            return new Preference(world, Map.copyOf(all));
        }

        List<Unit> of(String region) {
            return regions.getOrDefault(region, world);
        }
    }
}

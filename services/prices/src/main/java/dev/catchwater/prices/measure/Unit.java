package dev.catchwater.prices.measure;

import static dev.catchwater.prices.measure.Dimension.AREA;
import static dev.catchwater.prices.measure.Dimension.COUNT;
import static dev.catchwater.prices.measure.Dimension.LENGTH;
import static dev.catchwater.prices.measure.Dimension.MASS;
import static dev.catchwater.prices.measure.Dimension.VOLUME;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A unit that packs are labelled with: its spellings, its UN/CEFACT Recommendation 20 code, its size in the base unit. */
public enum Unit {
    MILLIGRAM(MASS, "0.000001", "MGM", "mg"),
    GRAM(MASS, "0.001", "GRM", "g", "gr", "gram", "grams", "gramm", "grammes", "г", "гр"),
    KILOGRAM(MASS, "1", "KGM", "kg", "kgs", "kilo", "kilogramm", "кг"),
    OUNCE(MASS, "0.028349523125", "ONZ", "oz", "ounce", "ounces"),
    POUND(MASS, "0.45359237", "LBR", "lb", "lbs", "pound", "pounds"),
    MILLILITRE(VOLUME, "0.001", "MLT", "ml", "millilitre", "milliliter", "мл"),
    CENTILITRE(VOLUME, "0.01", "CLT", "cl"),
    DECILITRE(VOLUME, "0.1", "DLT", "dl"),
    LITRE(VOLUME, "1", "LTR", "l", "lt", "ltr", "litre", "litres", "liter", "liters", "л"),
    CUBIC_METRE(VOLUME, "1000", "MTQ", "cbm", "m³", "m3"),
    // The US fluid ounce and its multiples: the imperial ones go by the same names, but not on packs of today.
    FLUID_OUNCE(VOLUME, "0.0295735295625", "OZA", "fl oz", "fl. oz", "fl.oz", "floz", "fluid ounce", "fluid ounces"),
    PINT(VOLUME, "0.473176473", "PTL", "pt", "pint", "pints"),
    QUART(VOLUME, "0.946352946", "QTL", "qt", "quart", "quarts"),
    GALLON(VOLUME, "3.785411784", "GLL", "gal", "gallon", "gallons"),
    MILLIMETRE(LENGTH, "0.001", "MMT", "mm"),
    CENTIMETRE(LENGTH, "0.01", "CMT", "cm"),
    METRE(LENGTH, "1", "MTR", "m", "mtr", "meter", "metre", "metres", "м"),
    INCH(LENGTH, "0.0254", "INH", "in", "inch", "inches"),
    FOOT(LENGTH, "0.3048", "FOT", "ft", "foot", "feet"),
    YARD(LENGTH, "0.9144", "YRD", "yd", "yard", "yards"),
    SQUARE_CENTIMETRE(AREA, "0.0001", "CMK", "cm²", "cm2", "sqcm"),
    SQUARE_METRE(AREA, "1", "MTK", "m²", "m2", "sqm", "qm"),
    SQUARE_FOOT(AREA, "0.09290304", "FTK", "sqft", "sq ft", "ft²"),
    PIECE(
            COUNT,
            "1",
            "C62",
            "pc",
            "pcs",
            "piece",
            "pieces",
            "ct",
            "count",
            "stk",
            "stück",
            "stuck",
            "stueck",
            "st",
            "pz",
            "pezzi",
            "pièces",
            "ks",
            "szt",
            "шт",
            "item",
            "items",
            "each",
            "ea",
            "capsules",
            "tablets",
            "kapseln",
            "tabletten",
            "rolls",
            "rollen",
            "sheet",
            "sheets",
            "blatt",
            "tabs",
            "bags",
            "beutel",
            "pads",
            "wipes");

    private static final Map<String, Unit> BY_NAME = new HashMap<>();
    private static final Map<String, Unit> BY_CODE = new HashMap<>();

    static {
        for (Unit unit : values()) {
            unit.names.forEach(name -> BY_NAME.put(name, unit));
            BY_CODE.put(unit.code, unit);
        }
        BY_CODE.put("H87", PIECE);
        BY_CODE.put("EA", PIECE);
        BY_CODE.put("GLI", GALLON);
    }

    private final Dimension dimension;
    private final BigDecimal inBase;
    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    Unit(Dimension dimension, String inBase, String code, String... names) {
        this.dimension = dimension;
        this.inBase = new BigDecimal(inBase);
        this.code = code;
        this.names = List.of(names);
    }

    /** What it measures. */
    public Dimension dimension() {
        return dimension;
    }

    /** How many of the dimension's base unit one of these is. */
    public BigDecimal inBase() {
        return inBase;
    }

    /** The code of UN/CEFACT Recommendation 20, as schema.org's {@code unitCode} has it. */
    public String code() {
        return code;
    }

    /** By a spelling, whatever its case. */
    public static Optional<Unit> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** By its code, else by a spelling: shops write both into {@code unitCode}. */
    public static Optional<Unit> coded(String code) {
        return Optional.ofNullable(BY_CODE.get(code.strip().toUpperCase(Locale.ROOT)))
                .or(() -> named(code));
    }

    static Set<String> spellings() {
        return Set.copyOf(BY_NAME.keySet());
    }
}

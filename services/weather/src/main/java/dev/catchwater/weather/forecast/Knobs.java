package dev.catchwater.weather.forecast;

/**
 * What the blend is made with. The defaults come from the literature and from first thoughts, and are not fitted to any data
 * set.
 *
 * @param halfLifeDays after so many days an error counts half
 * @param pull a place's own experience counts as much as its region's after so many forecasts
 * @param mostShare no forecaster has more than so many times an equal share
 * @param firstSpread the spread of a quantity of which nothing was verified yet, in its unit
 * @param trust how much of a forecaster's word about a day that is more or less certain than usual is believed, 0 to 1
 */
public record Knobs(double halfLifeDays, double pull, double mostShare, double firstSpread, double trust) {

    /** Ten days, two forecasts, three times; 2.5 units; half. */
    public static final Knobs DEFAULT = new Knobs(10, 2, 3, 2.5, 0.5);

    /** With another first spread. */
    public Knobs withFirstSpread(double spread) {
        return new Knobs(halfLifeDays, pull, mostShare, spread, trust);
    }
}

package dev.catchwater.weather.forecast;

/**
 * What the blend is made with. The defaults come from the literature and from first thoughts, and are not fitted to any data
 * set.
 *
 * @param halfLifeDays after so many days an error counts half
 * @param pull a place's own experience counts as much as its region's after so many forecasts
 * @param mostShare no forecaster has more than so many times an equal share
 * @param firstSpread the spread of a quantity of which nothing was verified yet, in its unit
 */
public record Knobs(double halfLifeDays, double pull, double mostShare, double firstSpread) {

    /** Ten days, two forecasts, three times; 2.5 units. */
    public static final Knobs DEFAULT = new Knobs(10, 2, 3, 2.5);

    /** With another first spread. */
    public Knobs withFirstSpread(double spread) {
        return new Knobs(halfLifeDays, pull, mostShare, spread);
    }
}

// A forecast's numbers as they are drawn and read: probabilities in percent, directions on one turn of the compass.

const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** @param {{quantity: string, unit: string, symbol: string, steps: {at: string, value: number, quantiles: number[], members: Record<string, number>}[]}} series */
export function readable(series) {
  if (series.quantity === "precipitation_probability") return scaled(series, 100);
  return series.unit === "deg" ? unrolled(series) : series;
}

const isChance = (series) => series.quantity === "precipitation_probability";

/** Whether there is a band around our line: a probability is its own. */
export const hasBand = (series) => !isChance(series);

/** An axis' mark in words. */
export function mark(value, series) {
  if (series.unit === "deg") return POINTS[Math.round(turned(value) / 45) % 8];
  return undefined;
}

/** A value as a cell of a table. */
export const cell = (value, series) => (series.unit === "deg" ? turned(value) : value);

const turned = (degrees) => ((degrees % 360) + 360) % 360;

function scaled(series, factor) {
  const times = (value) => value * factor;
  return {
    ...series,
    symbol: "%",
    steps: series.steps.map((step) => ({
      ...step,
      value: times(step.value),
      quantiles: step.quantiles.map(times),
      members: Object.fromEntries(Object.entries(step.members).map(([name, value]) => [name, times(value)])),
    })),
  };
}

/** Lines that go on over north instead of falling to the other side of the chart. */
function unrolled(series) {
  let last;
  const near = (value, to) => value + 360 * Math.round((to - value) / 360);
  return {
    ...series,
    steps: series.steps.map((step) => {
      const value = last === undefined ? step.value : near(step.value, last);
      last = value;
      return {
        ...step,
        value,
        quantiles: step.quantiles.map((quantile) => quantile + value - step.value),
        members: Object.fromEntries(Object.entries(step.members).map(([name, said]) => [name, near(said, value)])),
      };
    }),
  };
}

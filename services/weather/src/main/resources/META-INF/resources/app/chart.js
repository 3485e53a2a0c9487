// Our forecast through time: the outer and inner band, our line, and a thin line for each provider.
import { number, svg } from "./dom.js";
import { hasBand, mark } from "./series.js";

const WIDTH = 900;
const HEIGHT = 260;
const LEFT = 60;
const BOTTOM = 24;

/** @param {{unit: string, symbol: string, steps: {at: string, value: number, quantiles: number[], members: Record<string, number>}[]}} series */
export function chart(series) {
  const steps = series.steps;
  const times = steps.map((step) => Date.parse(step.at));
  const values = steps.flatMap((step) => [...step.quantiles, ...Object.values(step.members)]);
  const low = Math.min(...values, ...(hasBand(series) ? [] : [0]));
  const high = Math.max(...values, low + (Math.abs(low) < 1 ? 0.5 : 1), ...(hasBand(series) ? [] : [100]));
  const x = (time) => LEFT + ((time - times[0]) / Math.max(1, times.at(-1) - times[0])) * (WIDTH - LEFT - 8);
  const y = (value) => 8 + ((high - value) / (high - low)) * (HEIGHT - BOTTOM - 8);
  // A direction that goes on over the other side is no line across the chart.
  const breaks = (value, before) => before === undefined || (series.unit === "deg" && Math.abs(value - before) > 180);
  const line = (of) => steps.map((step, i) => [of(step), x(times[i])])
    .filter(([value]) => value !== undefined)
    .map(([value, at], i, all) => `${breaks(value, all[i - 1]?.[0]) ? "M" : "L"}${at.toFixed(1)} ${y(value).toFixed(1)}`)
    .join("");
  const band = (from, to) => {
    const up = steps.map((step, i) => `${x(times[i]).toFixed(1)} ${y(step.quantiles[to]).toFixed(1)}`);
    const down = steps.map((step, i) => `${x(times[i]).toFixed(1)} ${y(step.quantiles[from]).toFixed(1)}`).reverse();
    return `M${[...up, ...down].join("L")}Z`;
  };
  const members = [...new Set(steps.flatMap((step) => Object.keys(step.members)))];
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Forecast in ${series.symbol}; the table below holds its numbers` },
    ...scale(low, high, y, series),
    ...days(times, x),
    ...(hasBand(series) ? [svg("path", { class: "band", d: band(0, steps[0].quantiles.length - 1) }), svg("path", { class: "inner", d: band(2, 4) })] : []),
    ...members.map((name) => svg("path", { class: "member", d: line((step) => step.members[name]) }, svg("title", {}, name))),
    svg("path", { class: "ours", d: line((step) => step.value) }));
}

function scale(low, high, y, series) {
  const steps = series.unit === "deg" ? [45, 90, 180] : [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
  const step = steps.find((size) => (high - low) / size <= 6) ?? 200;
  const marks = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    marks.push(svg("line", { class: "axis", x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value) }),
      svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, mark(value, series) ?? `${number(value)} ${series.symbol}`));
  }
  return marks;
}

function days(times, x) {
  const format = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "numeric" });
  return times.filter((time) => new Date(time).getHours() % 12 === 0).flatMap((time) => [
    svg("line", { class: "axis", x1: x(time), x2: x(time), y1: 8, y2: HEIGHT - BOTTOM }),
    svg("text", { x: Math.min(x(time), WIDTH - 30), y: HEIGHT - 8, "text-anchor": "middle" }, format.format(time)),
  ]);
}

// Prices over time as steps: each holds until the next.

import { make } from "./make.js";

const NS = "http://www.w3.org/2000/svg";
const WIDTH = 720;
const HEIGHT = 260;
const LEFT = 56;
const BOTTOM = 28;

function shape(name, attributes, text) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}

/** The series of one currency, drawn; null if there is nothing to draw. */
export function chart(series, days, now = Date.now()) {
  const currency = series.flatMap((one) => one.points).find((point) => point.price)?.price.currency;
  const lines = series.map((one) => ({
    shop: one.shop,
    points: one.points.filter((point) => point.price?.currency === currency)
      .map((point) => [Math.max(Date.parse(point.from), now - days * 864e5), Number(point.price.amount)]),
  })).filter((line) => line.points.length);
  if (!lines.length) return null;
  const from = Math.min(...lines.flatMap((line) => line.points.map(([at]) => at)));
  const values = lines.flatMap((line) => line.points.map(([, value]) => value));
  const low = Math.min(...values) * 0.97;
  const high = Math.max(...values) * 1.03;
  const x = (at) => LEFT + (WIDTH - LEFT - 8) * ((at - from) / Math.max(1, now - from));
  const y = (value) => 8 + (HEIGHT - BOTTOM - 8) * (1 - (value - low) / Math.max(1e-9, high - low));
  const words = lines.map((line) => `${line.shop}: ${line.points.at(-1)[1]} ${currency}`).join("; ");
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img", "aria-label": `Prices over time. Now ${words}` });
  for (const share of [0, 0.5, 1]) {
    const value = low + (high - low) * share;
    svg.append(shape("line", { class: "axis", x1: LEFT, x2: WIDTH - 8, y1: y(value), y2: y(value) }));
    svg.append(shape("text", { x: 4, y: y(value) + 4 }, value.toFixed(2)));
  }
  svg.append(shape("text", { x: LEFT, y: HEIGHT - 8 }, label(from, now)));
  svg.append(shape("text", { x: WIDTH - 8, y: HEIGHT - 8, "text-anchor": "end" }, label(now, from)));
  lines.forEach((line, i) => {
    let path = `M${x(line.points[0][0])} ${y(line.points[0][1])}`;
    for (const [at, value] of line.points.slice(1)) path += `H${x(at)}V${y(value)}`;
    svg.append(shape("path", { class: `s${i % 4}`, d: `${path}H${x(now)}` }));
  });
  return make("figure", {}, svg, legend(lines.map((line) => line.shop)));
}

/** A day, or the hour where both ends are on one day or the next. */
function label(at, other) {
  const near = Math.abs(at - other) < 2 * 864e5;
  return new Date(at).toLocaleString(undefined, near ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "medium" });
}

/** Which line is whose; the drawing says it in words already. */
function legend(shops) {
  return make("ul", { class: "legend", "aria-hidden": "true" }, ...shops.map((shop, i) => {
    const sample = shape("svg", { viewBox: "0 0 28 8", class: "chart sample" });
    sample.append(shape("path", { class: `s${i % 4}`, d: "M0 4H28" }));
    return make("li", {}, sample, shop);
  }));
}

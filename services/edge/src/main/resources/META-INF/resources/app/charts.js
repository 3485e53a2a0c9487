// Curves of the last ten minutes: a window that moves on with each second. uPlot draws, words say the same.

const WINDOW = 600;
const HEIGHT = 190;

const LINES = {
  load: [
    { label: "all", key: "responses", color: "--ink", width: 1.5 },
    { label: "hits", key: "hits", color: "--good", fill: "--good-wash" },
    { label: "to origins", key: "origin", color: "--focus" },
    { label: "failed", key: "failed", color: "--bad", rare: true },
  ],
  latency: [
    { label: "hit p50", key: "storedP50", color: "--good", scale: 1000 },
    { label: "hit p99", key: "storedP99", color: "--good", scale: 1000, dash: [6, 3] },
    { label: "fetched p50", key: "fetchedP50", color: "--focus", scale: 1000 },
    { label: "fetched p99", key: "fetchedP99", color: "--focus", scale: 1000, dash: [6, 3] },
  ],
};

const clock = (at) => new Date(at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A chart of one kind in an element. */
export class Curve {
  constructor(element, kind) {
    this.element = element;
    this.lines = LINES[kind];
    this.points = [];
    new ResizeObserver(() => this.fit()).observe(element);
    this.build();
  }

  /** The plot is made anew where colours change: it keeps those that it began with. */
  build() {
    this.plot?.destroy();
    const axis = { stroke: token("--muted"), grid: { stroke: token("--line"), width: 1 }, ticks: { stroke: token("--line"), width: 1 } };
    this.plot = new globalThis.uPlot({
      width: this.element.clientWidth || 300,
      height: HEIGHT,
      scales: { x: { time: true, range: () => this.range() }, y: { range: (plot, low, high) => [0, Math.max(high * 1.1, 1)] } },
      axes: [{ ...axis, values: (plot, times) => times.map(clock) }, { ...axis, size: 52 }],
      cursor: { drag: { x: false, y: false } },
      series: [{ value: (plot, at) => (at ? new Date(at * 1000).toLocaleTimeString([], { hour12: false }) : "–") }, ...this.lines.map((line) => ({
        label: line.label, stroke: token(line.color), fill: line.fill ? token(line.fill) : undefined, width: line.width ?? 2, dash: line.dash,
        points: { show: Boolean(line.scale || line.rare), size: 4, fill: token(line.color) }, value: (plot, value) => (value == null ? "–" : value >= 100 ? value.toFixed(0) : String(+value.toFixed(2))),
      }))],
    }, this.data(), this.element);
  }

  range() {
    const last = this.points.at(-1)?.at ?? Date.now() / 1000;
    return [last - WINDOW, last];
  }

  data() {
    return [this.points.map((point) => point.at), ...this.lines.map((line) =>
      this.points.map((point) => ((line.scale || line.rare) && point[line.key] === 0 ? null : point[line.key] / (line.scale ?? 1))))];
  }

  /** All points anew. */
  set(points) {
    this.points = points.slice(-WINDOW);
    this.draw();
  }

  /** One second more. */
  add(point) {
    if (this.points.length && point.at <= this.points.at(-1).at) return;
    this.points.push(point);
    if (this.points.length > WINDOW) this.points.shift();
    this.draw();
  }

  draw() {
    this.plot.setData(this.data());
    const last = this.points.at(-1);
    if (last) this.element.setAttribute("aria-label", `Now: ${this.lines.map((line) => `${line.label} ${+(last[line.key] / (line.scale ?? 1)).toFixed(2)}`).join(", ")}`);
  }

  fit() {
    const width = this.element.clientWidth;
    if (width && width !== this.plot.width) this.plot.setSize({ width, height: HEIGHT });
  }
}

/** Calls back when the page turns dark or light. */
export function onTheme(then) {
  new MutationObserver(then).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", then);
}

import { get, post, remove } from "/web/http.js";

const byId = (id) => document.getElementById(id);
const percent = (value) => (value === null ? "–" : `${(value * 100).toFixed(1)} %`);
const number = (value) => (value === null ? "–" : value.toFixed(2));

const money = (value) => value.toLocaleString("en", { maximumFractionDigits: 0 });
const day = (time) => new Date(time).toISOString().slice(0, 10);

function shape(kind, points) {
  const line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  line.setAttribute("class", kind);
  line.setAttribute("points", points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "));
  return line;
}

function draw(curve) {
  byId("equity").hidden = curve.length < 2;
  if (curve.length < 2) return;
  const values = curve.map((point) => point.equity);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const height = (value) => 195 - ((value - low) / Math.max(1e-9, high - low)) * 190;
  const line = values.map((value, i) => [(i / (values.length - 1)) * 800, height(value)]);
  byId("curve").replaceChildren(
    shape("area", [[0, 200], ...line, [800, 200]]),
    shape("begin", [[0, height(values[0])], [800, height(values[0])]]),
    shape("line", line),
  );
  byId("range").textContent = `${day(curve[0].time)} to ${day(curve.at(-1).time)}: from ${money(values[0])} (dashed) to ${money(values.at(-1))}, `
    + `lowest ${money(low)}, highest ${money(high)}.`;
}

function tell(run) {
  const figures = run.figures;
  if (!figures) {
    byId("result").textContent = run.failure ?? run.phase.toLowerCase();
    byId("equity").hidden = true;
    return;
  }
  byId("result").textContent = `${run.phase.toLowerCase()}: ${run.done} bars, ${figures.trips} trips, return ${percent(figures.totalReturn)}, `
    + `a year ${percent(figures.annualReturn)}, Sharpe ${number(figures.sharpe)}, Sortino ${number(figures.sortino)}, `
    + `greatest loss ${percent(figures.maxDrawdown)}, won ${percent(figures.winRate)}, fees ${money(figures.fees)}.`;
  draw(figures.curve);
}

async function follow(id) {
  const run = await get(`/api/v1/backtests/${id}`);
  byId("progress").hidden = false;
  byId("progress").value = run.all ? run.done / run.all : 0;
  if (run.phase === "WAITING" || run.phase === "RUNNING") {
    byId("result").textContent = `${run.phase.toLowerCase()}: ${run.done} of ${run.all} bars`;
    await new Promise((later) => setTimeout(later, 300));
    return follow(id);
  }
  return tell(run);
}

/** Wires the form for backtests. @param {(work: () => Promise<void>) => void} attempt shows what goes wrong */
export function backtests(attempt) {
  attempt(async () => {
    const shelf = await get("/api/v1/backtests/series");
    byId("series").replaceChildren(...shelf.series.map((name) => new Option(name)));
    byId("strategy").replaceChildren(...shelf.strategies.map((name) => new Option(name)));
    if (shelf.series.length === 0) byId("result").textContent = "There are no recorded candles: name a folder with CATCHWATER_TRADING_SERIES.";
  });
  byId("backtest").addEventListener("submit", (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    attempt(async () => {
      const run = await post("/api/v1/backtests", {
        series: form.get("series"), strategy: form.get("strategy"), fast: Number(form.get("fast")), slow: Number(form.get("slow")),
        exponential: true, lower: 30, upper: 60, stopRanges: 3, cash: 100000, share: 9000, fee: 10, slippage: 5, trailing: false, lookAhead: true,
      });
      byId("cancel").hidden = false;
      byId("cancel").onclick = () => attempt(() => remove(`/api/v1/backtests/${run.id}`));
      byId("run").disabled = true;
      try {
        await follow(run.id);
      } finally {
        byId("run").disabled = false;
        byId("cancel").hidden = true;
        byId("progress").hidden = true;
      }
    });
  });
}

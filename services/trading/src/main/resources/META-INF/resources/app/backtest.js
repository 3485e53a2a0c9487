import { get, post, remove } from "/web/http.js";

const byId = (id) => document.getElementById(id);
const percent = (value) => (value === null ? "–" : `${(value * 100).toFixed(1)} %`);
const number = (value) => (value === null ? "–" : value.toFixed(2));

function draw(curve) {
  const values = curve.map((point) => point.equity);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  line.setAttribute("points", values.map((value, i) => {
    const x = (i / Math.max(1, values.length - 1)) * 800;
    const y = 195 - ((value - low) / Math.max(1e-9, high - low)) * 190;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  }).join(" "));
  byId("curve").replaceChildren(line);
  byId("curve").removeAttribute("hidden");
}

function tell(run) {
  const figures = run.figures;
  if (!figures) {
    byId("result").textContent = run.failure ?? run.phase.toLowerCase();
    return;
  }
  byId("result").textContent = `${run.phase.toLowerCase()}: ${run.done} bars, ${figures.trips} trips, return ${percent(figures.totalReturn)}, `
    + `a year ${percent(figures.annualReturn)}, Sharpe ${number(figures.sharpe)}, Sortino ${number(figures.sortino)}, `
    + `greatest loss ${percent(figures.maxDrawdown)}, won ${percent(figures.winRate)}, fees ${number(figures.fees)}.`;
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
  byId("progress").hidden = true;
  byId("cancel").hidden = true;
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
      await follow(run.id);
    });
  });
}

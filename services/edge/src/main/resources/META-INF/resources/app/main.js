import { get } from "/web/http.js";
import { listen } from "/web/live.js";
import { Curve, onTheme } from "./charts.js";
import { lookups } from "./lookup.js";
import { bytes, count, make, ms, share } from "./make.js";
import { purges } from "./purge.js";
import { showRoutes } from "./routes.js";

const ROWS = 40;
const $ = (id) => document.getElementById(id);
const TONES = { hit: "good", stale: "warn", failed: "bad", refused: "bad" };
let curves = [];
let paused = false;
let seconds = 0;

async function stats() {
  const now = await get("/api/v1/stats");
  $("hit-ratio").textContent = share(now.totals.hitRatio);
  $("byte-ratio").textContent = share(now.totals.byteHitRatio);
  $("collapse-ratio").textContent = share(now.totals.collapseRatio);
  $("responses").textContent = count(now.totals.all);
  $("origin").textContent = count(now.totals.originRequests);
  $("p99-stored").textContent = now.latency.stored.count ? `${ms(now.latency.stored.p99)} ms` : "–";
  $("p99-fetched").textContent = now.latency.fetched.count ? `${ms(now.latency.fetched.p99)} ms` : "–";
  $("memory").textContent = bytes(now.store.memory.bytes);
  $("by-route").replaceChildren(...Object.entries(now.routes).map(([name, totals]) => make("tr", {},
    make("th", { scope: "row" }, name || "(no route)"), make("td", { class: "number" }, count(totals.all)),
    make("td", { class: "number" }, share(totals.hitRatio)), make("td", { class: "number" }, share(totals.byteHitRatio)),
    make("td", { class: "number" }, count(totals.originRequests)))));
  $("no-keys").hidden = now.keys.length > 0;
  $("keys").replaceChildren(...now.keys.slice(0, 15).map((key) => make("li", {}, make("code", {}, key.key), ` ${count(key.count)}`)));
  $("tiers").replaceChildren(...["memory", "disk"].filter((tier) => now.store[tier].maxBytes > 0).map((tier) => make("tr", {},
    make("th", { scope: "row" }, tier), make("td", { class: "number" }, bytes(now.store[tier].bytes)),
    make("td", { class: "number" }, bytes(now.store[tier].maxBytes)), make("td", { class: "number" }, count(now.store[tier].entries)),
    make("td", { class: "number" }, count(now.store[tier].evictions)))));
}

async function past() {
  const { seconds: points } = await get("/api/v1/stats/seconds");
  curves.forEach((curve) => curve.set(points));
}

function request(served) {
  if (paused) return;
  $("no-requests").hidden = true;
  const row = make("tr", { class: "arrives" },
    make("td", {}, make("span", { class: `pill ${TONES[served.how] ?? ""}` }, served.how)),
    make("td", {}, String(served.status)),
    make("td", {}, make("code", {}, `${served.method} ${served.host}${served.path}`)),
    make("td", {}, served.route || "–"),
    make("td", { class: "number" }, bytes(served.bytes)),
    make("td", { class: "number" }, ms(served.micros)));
  if (served.cacheStatus) row.title = served.cacheStatus;
  $("requests").prepend(row);
  while ($("requests").children.length > ROWS) $("requests").lastChild.remove();
}

function second(point) {
  curves.forEach((curve) => curve.add(point));
  // The figures need not be as quick as the curves.
  if (seconds++ % 2 === 0) stats().catch(() => {});
}

async function everything() {
  await Promise.all([stats(), past(), showRoutes(), history.refresh()]);
}

const history = purges();
lookups();

$("pause").addEventListener("click", () => {
  paused = !paused;
  $("pause").setAttribute("aria-pressed", String(paused));
  $("pause").textContent = paused ? "Go on" : "Pause";
});

async function begin() {
  curves = curves.length ? curves : [new Curve($("chart-load"), "load"), new Curve($("chart-latency"), "latency")];
  try {
    await everything();
    listen("/api/v1/stream", {
      second, request,
      routes: () => showRoutes().catch(() => {}),
      gap: () => past().catch(() => {}),
      reset: () => everything().catch(() => {}),
      unauthorized: () => location.assign("/login?next=/"),
    }, { indicator: $("live") });
  } catch (error) {
    if (error.status === 401) location.assign("/login?next=/");
    else setTimeout(begin, 3_000);
  }
}

onTheme(() => curves.forEach((curve) => curve.build()));
begin();

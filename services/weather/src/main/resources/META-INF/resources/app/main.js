import { get, post } from "/web/http.js";
import { listen } from "/web/live.js";
import { map } from "./map.js";
import { el, words } from "./dom.js";
import { showAir, showDays, showHours, showNow, showSkill, showSources, showWarnings } from "./show.js";

const byId = (id) => document.getElementById(id);
let places = [];
let weather;
let skill;
let stream;
let pending;
let round = 0;

const here = () => byId("place").value;

/** Everything about the place, as it is known now. */
async function load() {
  const mine = ++round;
  const id = here();
  if (!id) return;
  const units = byId("units").value;
  try {
    const [now, scores] = await Promise.all([
      get(`/api/v1/places/${id}/weather${units ? `?units=${units}` : ""}`), get(`/api/v1/places/${id}/skill`)]);
    // Who has chosen another place meanwhile is not shown this one.
    if (mine !== round) return;
    weather = now;
    skill = scores;
    byId("all").hidden = false;
    choose(now);
    showWarnings(now.warnings);
    showNow(now);
    showAir(now);
    showHours(now, byId("quantity").value);
    showDays(now);
    showSources(now);
    showSkill(skill, now, byId("quantity").value || "temperature");
    byId("map").replaceChildren(map(places, now.warnings, id));
  } catch (error) {
    if (error.status === 401) location.assign("/login?next=/");
    else if (mine === round) setTimeout(load, 3_000);
  }
}

function choose(now) {
  const kept = byId("quantity").value || "temperature";
  const quantities = now.hourly.map((series) => series.quantity);
  byId("quantity").replaceChildren(...quantities.map((quantity) =>
    el("option", { value: quantity, selected: quantity === kept ? "" : false }, words(quantity))));
}

/** What comes in together is shown together. */
function soon() {
  clearTimeout(pending);
  pending = setTimeout(load, 150);
}

function follow() {
  stream?.close();
  stream = listen(`/api/v1/stream?place=${encodeURIComponent(here())}`, {
    weather: soon,
    warning: ({ notice, warning }) => {
      byId("spoken").textContent = `${words(notice)}: ${warning.event}`;
      soon();
    },
    gap: soon,
    reset: soon,
    unauthorized: () => location.assign("/login?next=/"),
  }, { indicator: byId("live") });
}

async function start(wanted) {
  try {
    places = (await get("/api/v1/places")).items;
  } catch (error) {
    if (error.status === 401) location.assign("/login?next=/");
    else setTimeout(() => start(wanted), 3_000);
    return;
  }
  const chosen = wanted ?? new URLSearchParams(location.search).get("place") ?? places[0]?.id;
  byId("place").replaceChildren(...places.map((place) =>
    el("option", { value: place.id, selected: place.id === chosen ? "" : false }, place.name)));
  byId("nothing").hidden = places.length > 0;
  if (places.length === 0) {
    byId("adding").open = true;
    return;
  }
  follow();
  await load();
}

byId("place").addEventListener("change", () => {
  history.replaceState(null, "", `?place=${encodeURIComponent(here())}`);
  follow();
  load();
});
byId("units").addEventListener("change", load);
byId("quantity").addEventListener("change", () => {
  showHours(weather, byId("quantity").value);
  showSkill(skill, weather, byId("quantity").value);
});
byId("zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone;

byId("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const name = form.get("name").trim();
  const id = name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64) || "place";
  const region = form.get("region").trim().toUpperCase();
  byId("problem").hidden = true;
  try {
    await post("/api/v1/places", {
      id, name, latitude: Number(form.get("latitude").replace(",", ".")), longitude: Number(form.get("longitude").replace(",", ".")),
      zone: form.get("zone").trim(), ...(region ? { region } : {}),
    });
    event.target.reset();
    byId("adding").open = false;
    await start(id);
  } catch (error) {
    byId("problem").textContent = error.message;
    byId("problem").hidden = false;
  }
});

start();

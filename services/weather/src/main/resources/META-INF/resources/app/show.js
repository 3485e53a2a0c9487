// One place's weather on the page: every value with its source and its age.
import { refresh, timeElement } from "/web/time.js";
import { chart } from "./chart.js";
import { cell as cellOf, hasBand, readable } from "./series.js";
import { el, number, table, words } from "./dom.js";

const OLD = 2 * 3_600_000;
const ICONS = { extreme: "‼", severe: "⚠", moderate: "▲", minor: "△", unknown: "?" };
const byId = (id) => document.getElementById(id);

export function showNow(weather) {
  byId("title").textContent = weather.place.name;
  byId("words").textContent = weather.sky
    ? `${weather.sky.intensity === "moderate" ? "" : `${weather.sky.intensity} `}${words(weather.sky.condition)}${weather.sky.thunder ? ", thunder" : ""}, says ${weather.sky.provider}`
    : "";
  const main = weather.current.find((value) => value.quantity === "temperature");
  byId("main-value").replaceChildren(...(main ? [el("span", { class: "reading", id: "temperature" }, shown(main)), source(main)] : []));
  byId("values").replaceChildren(...weather.current.filter((value) => value !== main).map((value) =>
    el("div", {}, el("dt", {}, words(value.quantity)), el("dd", {}, shown(value), source(value)))));
  refresh();
}

function shown(value) {
  const percent = value.unit === "1" && ["humidity", "cloud_cover", "precipitation_probability"].includes(value.quantity);
  return percent ? `${number(100 * value.value, 0)} %` : `${number(value.value)} ${value.symbol}`.trim();
}

/** Who said so, and when it was so: a value whose age nobody knows says that. */
function source(value) {
  const who = value.origin === "derived" ? "computed" : `${value.provider}${value.station ? ` (${value.station})` : ""}`;
  if (!value.observedAt) return el("span", { class: "by" }, `${who}, time not told`);
  const old = Date.now() - Date.parse(value.observedAt) > OLD;
  return el("span", { class: "by", "data-old": old }, `${who}, ${value.origin === "model" ? "for" : "observed"} `, timeElement(value.observedAt));
}

export function showHours(weather, quantity) {
  const told = weather.hourly.find((one) => one.quantity === quantity);
  if (!told) {
    byId("chart").replaceChildren(el("p", { class: "muted" }, "Nobody has told a forecast yet."));
    byId("hours").replaceChildren();
    return;
  }
  const series = readable(told);
  const digits = quantity === "wind_from" || quantity === "precipitation_probability" ? 0 : 1;
  const shown = (value) => number(cellOf(value, series), digits);
  byId("legend").textContent = hasBand(series)
    ? "The line is our forecast, the band holds 9 of 10 cases, thin lines are what each provider says."
    : "The line is our forecast, thin lines are what each provider says.";
  byId("chart").replaceChildren(chart(series));
  const names = [...new Set(series.steps.flatMap((step) => Object.keys(step.members)))].sort();
  const time = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "numeric", timeZone: weather.place.zone });
  byId("hours").replaceChildren(table(
    `Forecast of ${words(quantity)} in ${series.symbol}`,
    ["time", "ours", ...(hasBand(series) ? ["5 %", "95 %"] : []), ...names.map((name) => `${name} (${number(100 * (series.weights[name] ?? 0), 0)} %)`)],
    series.steps.filter((step, at) => at % 3 === 0).map((step) => [
      time.format(Date.parse(step.at)), shown(step.value), ...(hasBand(series) ? [shown(step.quantiles[0]), shown(step.quantiles.at(-1))] : []),
      ...names.map((name) => (step.members[name] === undefined ? "–" : shown(step.members[name]))),
    ])));
}

const DAY = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const dayOf = (date) => DAY.format(Date.parse(`${date}T00:00:00Z`));

export function showDays(weather) {
  const providers = [...new Set(weather.daily.map((day) => day.provider))].sort();
  const dates = [...new Set(weather.daily.map((day) => day.date))].sort().slice(0, 8);
  const cell = (date, provider) => {
    const day = weather.daily.find((one) => one.date === date && one.provider === provider);
    if (!day) return "–";
    const ends = [day.low, day.high].map((end) => (end === null || end === undefined ? "?" : number(end, 0))).join(" to ");
    return day.condition === "unknown" ? ends : `${ends}, ${words(day.condition)}`;
  };
  byId("days").replaceChildren(table("Days by provider", ["day", ...providers],
    dates.map((date) => [dayOf(date), ...providers.map((provider) => cell(date, provider))])));
}

/** Scores of one quantity. Where nothing was verified the page says why, and what that means. */
export function showSkill(skill, weather, quantity) {
  const items = skill.items.filter((item) => item.quantity === quantity);
  byId("skill-of").textContent = words(quantity);
  byId("skill").replaceChildren(items.length === 0 ? unverified(weather, quantity) : el("div", { class: "scores" }, ...items.map(scores)));
}

function unverified(weather, quantity) {
  const rain = quantity.startsWith("precipitation");
  const measured = weather.current.some((value) => value.origin === "station" && (!rain || value.quantity === "precipitation"));
  return el("p", { class: "muted" }, measured
    ? "Nothing has come true yet: a forecast is counted once the station here has told what came, three hours after the first."
    : `No station near this place tells ${rain ? "how much has fallen" : "what came"}, and a model's word is not taken for it. `
      + "So nothing is learned here: the forecast has the experience of the other places, and no score.");
}

function scores(item) {
  const chance = item.quantity === "precipitation_probability";
  return el("div", {}, el("h3", {}, `${item.leadHours} h ahead`),
    table(`Errors in ${item.unit}, ${item.leadHours} hours ahead`,
      ["who", "forecasts", ...(chance ? ["Brier"] : ["MAE", "RMSE", "CRPS", "in 5–95 %"])],
      item.scores.map((score) => [score.forecaster, number(score.count, 0), ...(chance ? [number(score.crps, 3)] : [
        number(score.mae, 2), number(score.rmse, 2), number(score.crps, 2),
        score.coverage === null || score.coverage === undefined ? "" : `${number(100 * score.coverage, 0)} %`])])));
}

/** The air by each who tells, with the index that is computed here. */
export function showAir(weather) {
  byId("air-card").hidden = weather.air.length === 0;
  byId("air").replaceChildren(...weather.air.map((air) => el("article", { class: "air", "data-band": air.band },
    el("p", { class: "index" }, el("b", { id: `aqi-${air.provider}` }, air.index ?? "–"), " ",
      el("span", {}, air.band ? words(air.band) : "too few hours are known for an index")),
    el("p", { class: "by" }, `${air.provider}, model for `, timeElement(air.observedAt), air.worst ? `, decided by ${pollutant(air.worst)}` : ""),
    el("details", {}, el("summary", {}, "What is in it"), table(`What is in the air, by ${air.provider}`, ["pollutant", "µg/m³", "index"],
      air.pollutants.map((one) => [pollutant(one.pollutant), number(one.value), one.index === null || one.index === undefined ? "" : number(one.index, 0)]))))));
  refresh();
}

const NAMES = { pm2_5: "PM2.5", pm10: "PM10", ozone: "ozone", nitrogen_dioxide: "NO₂", sulphur_dioxide: "SO₂", carbon_monoxide: "CO" };
const pollutant = (name) => NAMES[name] ?? words(name);

export function showWarnings(warnings) {
  byId("warnings").replaceChildren(...warnings.map((warning) => {
    const bad = ["severe", "extreme"].includes(warning.severity);
    return el("article", { class: `warning notice ${bad ? "bad" : "warn"}`, "data-severity": warning.severity,
      role: warning.severity === "extreme" ? "alert" : false },
      el("h2", {}, `${ICONS[warning.severity]} ${warning.event}`),
      el("p", { class: "small" }, `${words(warning.severity)}, until ${new Date(warning.until).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}${warning.untilAssumed ? " (assumed)" : ""}, `,
        `${warning.sender ?? warning.via.join(", ")}, sent `, timeElement(warning.sent)),
      warning.unlistedSince ? el("p", { class: "small unlisted" }, "Its source has not listed it since ", timeElement(warning.unlistedSince),
        " and has not called it off: it is shown until its end.") : null,
      el("details", {}, el("summary", {}, warning.headline ?? "What it says"),
        warning.description ? el("pre", {}, warning.description) : null,
        warning.instruction ? el("pre", {}, warning.instruction) : null,
        el("p", { class: "small" }, warning.areas.join("; "))));
  }));
}

/** Who failed, once for all that failed alike. */
export function showSources(weather) {
  const failures = Object.values(Object.groupBy(weather.missing, (one) => `${one.provider} ${one.message}`));
  byId("missing").replaceChildren(...failures.map((same) => el("li", { class: "notice warn" },
    `${same[0].provider} gives no ${same.map((one) => words(one.product)).join(", ")}: ${same[0].message.replace(/[.\s]*$/, ".")} Failing since `,
    timeElement(same[0].since), ", asked again ", timeElement(same[0].next), ".")));
  byId("credits").replaceChildren(...weather.credits.map((credit) => el("li", {},
    el("a", { href: credit.link, rel: "noopener noreferrer" }, credit.attribution))));
}

// One place's weather on the page: every value with its source and its age.
import { refresh, timeElement } from "/web/time.js";
import { chart } from "./chart.js";
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
  const series = weather.hourly.find((one) => one.quantity === quantity);
  if (!series) {
    byId("chart").replaceChildren(el("p", { class: "muted" }, "Nobody has told a forecast yet."));
    byId("hours").replaceChildren();
    return;
  }
  byId("chart").replaceChildren(chart(series));
  const names = [...new Set(series.steps.flatMap((step) => Object.keys(step.members)))].sort();
  const time = new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "numeric", timeZone: weather.place.zone });
  byId("hours").replaceChildren(table(
    `Forecast of ${words(quantity)} in ${series.symbol}`,
    ["time", "ours", "5 %", "95 %", ...names.map((name) => `${name} (${number(100 * (series.weights[name] ?? 0), 0)} %)`)],
    series.steps.filter((step, at) => at % 3 === 0).map((step) => [
      time.format(Date.parse(step.at)), number(step.value), number(step.quantiles[0]), number(step.quantiles.at(-1)),
      ...names.map((name) => (step.members[name] === undefined ? "–" : number(step.members[name]))),
    ])));
}

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
    dates.map((date) => [date, ...providers.map((provider) => cell(date, provider))])));
}

export function showSkill(skill) {
  const items = skill.items.filter((item) => item.quantity === "temperature");
  byId("skill").replaceChildren(items.length === 0
    ? el("p", { class: "muted" }, "Nothing has come true yet: forecasts are counted once a station tells what came.")
    : el("div", {}, ...items.map((item) => el("div", {}, el("h3", {}, `Temperature, ${item.leadHours} h ahead`),
      table(`Errors in kelvin, ${item.leadHours} hours ahead`, ["who", "forecasts", "MAE", "RMSE", "CRPS", "in 5–95 %"],
        item.scores.map((score) => [score.forecaster, number(score.count, 0), number(score.mae, 2), number(score.rmse, 2),
          number(score.crps, 2), score.coverage === null || score.coverage === undefined ? "" : `${number(100 * score.coverage, 0)} %`]))))));
}

export function showWarnings(warnings) {
  byId("warnings").replaceChildren(...warnings.map((warning) => {
    const bad = ["severe", "extreme"].includes(warning.severity);
    return el("article", { class: `warning notice ${bad ? "bad" : "warn"}`, "data-severity": warning.severity,
      role: warning.severity === "extreme" ? "alert" : false },
      el("h2", {}, `${ICONS[warning.severity]} ${warning.event}`),
      el("p", { class: "small" }, `${words(warning.severity)}, until ${new Date(warning.until).toLocaleString()}${warning.untilAssumed ? " (assumed)" : ""}, `,
        `${warning.sender ?? warning.via.join(", ")}, sent `, timeElement(warning.sent)),
      el("details", {}, el("summary", {}, warning.headline ?? "What it says"),
        warning.description ? el("pre", {}, warning.description) : null,
        warning.instruction ? el("pre", {}, warning.instruction) : null,
        el("p", { class: "small" }, warning.areas.join("; "))));
  }));
}

export function showSources(weather) {
  byId("missing").replaceChildren(...weather.missing.map((one) => el("li", { class: "notice warn" },
    `${one.provider} gives no ${words(one.product)}: ${one.message} Failing since `, timeElement(one.since), ", asked again ", timeElement(one.next))));
  byId("credits").replaceChildren(...weather.credits.map((credit) => el("li", {},
    el("a", { href: credit.link, rel: "noopener noreferrer" }, credit.attribution))));
}

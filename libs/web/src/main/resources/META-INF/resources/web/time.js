// Relative times that keep themselves current: <time datetime="2026-11-22T10:00:00Z"></time>.
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const STEPS = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Infinity],
];

/** @param {Date} date @param {Date} now @returns {string} such as "5 min. ago" */
export function ago(date, now = new Date()) {
  let value = (date - now) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(value) < size) return relative.format(Math.trunc(value), unit);
    value /= size;
  }
  return absolute.format(date);
}

/** A time element for an ISO 8601 instant. */
export function timeElement(iso) {
  const element = document.createElement("time");
  element.dateTime = iso;
  show(element);
  return element;
}

/** Fills all time elements below a node. */
export function refresh(root = document) {
  for (const element of root.querySelectorAll("time[datetime]")) show(element);
}

function show(element) {
  const date = new Date(element.dateTime);
  if (Number.isNaN(date.getTime())) return;
  element.textContent = ago(date);
  element.title = absolute.format(date);
}

setInterval(() => {
  if (!document.hidden) refresh();
}, 20_000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});

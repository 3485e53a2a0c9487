// Elements without innerHTML: what comes from providers is text, and stays text.

/** @param {string} name @param {Record<string, any>} attributes @param {...(Node|string)} children */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** @param {string} text such as wind_speed */
export const words = (text) => text.replaceAll("_", " ").replaceAll("-", " ");

/** A number as people here write it. */
export const number = (value, digits = 1) =>
  // Without the sign that a rounded zero may have.
  (Math.round(value * 10 ** digits) / 10 ** digits + 0).toLocaleString(undefined, { maximumFractionDigits: digits, minimumFractionDigits: 0 });

/** A table with a caption for those who hear it. */
export function table(caption, heads, rows) {
  return el("table", {},
    el("caption", { class: "visually-hidden" }, caption),
    el("thead", {}, el("tr", {}, ...heads.map((head, at) => el("th", { scope: "col", class: at === 0 ? false : "number" }, head)))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell, at) =>
      at === 0 ? el("th", { scope: "row" }, cell) : el("td", { class: "number" }, cell))))));
}

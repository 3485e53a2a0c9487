// Light or dark: what the system says, until the reader chooses; the choice is remembered for this origin.
// <script src="/web/theme.js"></script> in the head: no module, for those run after the first paint, and a page of the
// other theme would flash. <button type="button" data-theme-toggle hidden>Theme</button> is all else a page needs.
(() => {
  "use strict";
  const KEY = "theme";
  const system = matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      const value = localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : null;
    } catch {
      return null; // storage may be forbidden; the page works without
    }
  }

  function remember(value) {
    try {
      localStorage.setItem(KEY, value);
    } catch {
      // the choice then lasts as long as the page
    }
  }

  function current() {
    return document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
  }

  function choose(theme) {
    document.documentElement.dataset.theme = theme;
    remember(theme);
    label();
  }

  function label() {
    const other = current() === "dark" ? "light" : "dark";
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.textContent = other === "dark" ? "Dark" : "Light";
      button.setAttribute("aria-label", `Use the ${other} theme`);
    }
  }

  const kept = remembered();
  if (kept) document.documentElement.dataset.theme = kept;
  system.addEventListener("change", label);
  document.addEventListener("DOMContentLoaded", label);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-theme-toggle]")) choose(current() === "dark" ? "light" : "dark");
  });
})();

const KEPT = "one-key-shortcuts";

function kept() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // storage may be forbidden
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // the choice then lasts as long as the page
  }
}

/**
 * One key, one thing; never while the reader is typing, and not when switched off (WCAG 2.2 §2.1.4: who speaks to the
 * page presses keys unawares). @param {Record<string, () => void>} actions by key
 */
export function keys(actions) {
  const dialog = document.getElementById("keys");
  const switched = document.getElementById("keys-on");
  switched.checked = kept();
  switched.addEventListener("change", () => keep(switched.checked));
  const all = { ...actions, "?": () => dialog.showModal() };
  document.getElementById("show-keys").addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && typing) typing.blur();
    if (!switched.checked || typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey || !(event.key in all)) return;
    event.preventDefault();
    all[event.key]();
  });
}

/** One key, one thing; never while the reader is typing. @param {Record<string, () => void>} actions by key */
export function keys(actions) {
  const dialog = document.getElementById("keys");
  const all = { ...actions, "?": () => dialog.showModal() };
  document.getElementById("show-keys").addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && typing) typing.blur();
    if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey || !(event.key in all)) return;
    event.preventDefault();
    all[event.key]();
  });
}

// Purges: the form, and what was purged.
import { get, post } from "/web/http.js";
import { timeElement } from "/web/time.js";
import { make } from "./make.js";

const $ = (id) => document.getElementById(id);
const LABELS = { url: "URL", tag: "Tag", prefix: "URL, of whole path segments", host: "Host", all: "" };

function kind() {
  const chosen = $("purge-kind").value;
  $("purge-what-part").hidden = chosen === "all";
  $("purge-label").textContent = LABELS[chosen];
}

function say(problem, done) {
  $("purge-problem").hidden = !problem;
  $("purge-problem").textContent = problem;
  $("purge-done").hidden = !done;
  $("purge-done").textContent = done;
}

async function refresh() {
  const { items } = await get("/api/v1/purges?limit=8");
  $("no-purges").hidden = items.length > 0;
  $("purges").replaceChildren(...items.map((purged) => make("li", {},
    `${purged.mode}, ${purged.kind}${purged.what ? " " : ""}`, purged.what ? make("code", {}, purged.what) : null,
    ` by ${purged.actor || "somebody"} `, timeElement(purged.at))));
}

/** Makes the form work. */
export function purges() {
  $("purge-kind").addEventListener("change", kind);
  kind();
  $("purge").addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = $("purge-kind").value;
    const what = $("purge-what").value.trim();
    if (chosen !== "all" && !what) {
      say("Say what is to be purged.", "");
      $("purge-what").focus();
      return;
    }
    if (chosen === "all" && !confirm("Purge everything?")) return;
    const mode = new FormData($("purge")).get("mode");
    try {
      const done = await post("/api/v1/purges", { [chosen]: chosen === "all" ? true : what, mode },
        { headers: { "Idempotency-Key": `page-${Date.now()}-${Math.random()}` } });
      say("", mode === "hard" ? `In force as number ${done.sequence}: it is never used again.`
        : `In force as number ${done.sequence}: the origin confirms it before its next use.`);
      await refresh();
    } catch (error) {
      say(error instanceof TypeError ? "The node cannot be reached." : error.message, "");
    }
  });
  return { refresh };
}

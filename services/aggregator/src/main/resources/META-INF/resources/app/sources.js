import { get, post, remove } from "/web/http.js";
import { ago, timeElement } from "/web/time.js";
import { make } from "./post.js";

const HINTS = {
  feed: ["https://example.org/feed.xml", "RSS, Atom or JSON Feed, or a page that names one."],
  mastodon: ["https://mastodon.social/tags/rivers", "An instance, a tag (/tags/…), an account (/@…), /public/local or /home."],
};
const STATES = {
  POLLING: ["", "polled"],
  STREAMING: ["good", "live"],
  FAILING: ["warn", "failing"],
  ENDED: ["bad", "ended"],
};

/** Every source there is, page by page. */
async function all() {
  const items = [];
  let cursor = "";
  do {
    const page = await get(`/api/v1/sources?limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.next ?? "";
  } while (cursor);
  return items;
}

/** The form that adds sources, and the list of those there are. */
export class Sources {
  #form = document.getElementById("add");
  #url = document.getElementById("url");
  #button = document.getElementById("add-button");
  #giveUp = document.getElementById("give-up");
  #problem = document.getElementById("problem");
  #done = document.getElementById("done");
  #list = document.getElementById("sources");
  #count = document.getElementById("count");
  #shown = "";
  #looking = null;
  #changed;

  /** @param {() => void} changed called when a source was added or removed here */
  constructor(changed) {
    this.#changed = changed;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add();
    });
    this.#form.addEventListener("change", () => this.#hint());
    this.#url.addEventListener("input", () => this.#say("", ""));
    this.#giveUp.addEventListener("click", () => this.#looking?.abort());
    this.#hint();
    setInterval(() => {
      if (!document.hidden) this.refresh();
    }, 5_000);
  }

  focus() {
    this.#url.focus();
    this.#url.select();
  }

  async refresh() {
    try {
      const items = await all();
      const text = JSON.stringify(items);
      if (text === this.#shown || this.#list.querySelector("[data-asking]")) return;
      this.#shown = text;
      const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.source : null;
      this.#list.replaceChildren(...items.map((source) => this.#item(source)));
      if (focused) this.#list.querySelector(`[data-source="${focused}"]`)?.focus();
      this.#count.textContent = items.length ? `${items.length}` : "";
    } catch {
      // the pill says that we are offline
    }
  }

  async #add() {
    const address = this.#url.value.trim();
    const wanted = /^[a-z]+:/i.test(address) || !address ? address : `https://${address}`;
    if (!wanted) {
      this.#say("Give the address of a source.", "");
      this.#url.focus();
      return;
    }
    this.#busy(new AbortController());
    try {
      const platform = new FormData(this.#form).get("platform");
      const source = await post("/api/v1/sources", { platform, url: wanted }, { signal: this.#looking.signal });
      this.#say("", `${source.title} is among the sources.`);
      this.#url.value = "";
      this.#changed();
      await this.refresh();
    } catch (error) {
      this.#say(error.name === "AbortError" ? "" : error.status ? error.message : "The server cannot be reached.", "");
      if (error.name !== "AbortError") this.#url.focus();
    } finally {
      this.#busy(null);
    }
  }

  #busy(looking) {
    this.#looking = looking;
    this.#button.disabled = Boolean(looking);
    this.#button.textContent = looking ? "Looking at it…" : "Add source";
    this.#giveUp.hidden = !looking;
    if (looking) this.#say("", "");
  }

  #say(problem, done) {
    this.#problem.hidden = !problem;
    this.#problem.textContent = problem;
    this.#done.hidden = !done;
    this.#done.textContent = done;
    this.#url.setAttribute("aria-invalid", problem ? "true" : "false");
  }

  #hint() {
    const [placeholder, hint] = HINTS[new FormData(this.#form).get("platform")];
    this.#url.placeholder = placeholder;
    document.getElementById("hint").textContent = hint;
  }

  #item(source) {
    const [tone, word] = STATES[source.state];
    const title = make("a", { class: "title", dir: "auto", href: source.siteUrl ?? source.url, target: "_blank", rel: "noopener noreferrer" }, source.title);
    const next = source.polling.nextAt ? make("p", { class: "muted small" }, "Next look ", timeElement(source.polling.nextAt), `: ${source.polling.why}.`) : null;
    if (next) next.querySelector("time").textContent = ago(new Date(source.polling.nextAt));
    const error = source.polling.lastError ? make("p", { class: "small error", dir: "auto" }, source.polling.lastError) : null;
    return make("li", {}, make("div", { class: "top" }, title, make("span", { class: `pill ${tone}` }, word)), next, error, this.#remover(source));
  }

  /** Asks once more before it removes. */
  #remover(source) {
    const button = make("button", { type: "button", class: "quiet", "data-source": source.id, "aria-label": `Remove ${source.title}` }, "Remove");
    button.addEventListener("click", async () => {
      if (!("asking" in button.dataset)) {
        button.dataset.asking = "";
        button.className = "danger";
        button.textContent = "Remove it and its posts?";
        setTimeout(() => this.#calm(button), 4_000);
        return;
      }
      button.disabled = true;
      try {
        await remove(`/api/v1/sources/${source.id}`);
        this.#say("", `${source.title} was removed.`);
        this.#changed();
      } catch (error) {
        this.#say(error.message, "");
      }
      this.#calm(button);
      await this.refresh();
      // The button went with its source: a keyboard goes on where it was, not at the top of the page.
      if (!button.isConnected && document.activeElement === document.body) {
        (this.#list.querySelector("button") ?? this.#url).focus();
      }
    });
    return button;
  }

  #calm(button) {
    delete button.dataset.asking;
    button.disabled = false;
    button.className = "quiet";
    button.textContent = "Remove";
  }
}

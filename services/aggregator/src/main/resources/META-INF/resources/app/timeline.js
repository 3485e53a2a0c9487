import { get } from "/web/http.js";
import { postElement } from "./post.js";

const NEAR_TOP = 160;
/** With more posts than this a page left open at the top starts anew; what is older is loaded by whoever scrolls. */
const MOST_SHOWN = 300;
/** More new posts than this are not kept, only told of: a page left open further down must not grow for ever. */
const MOST_WAITING = 200;

/** The list of posts: pages from below, news from above, each post once. */
export class Timeline {
  #feed = document.getElementById("timeline");
  #fresh = document.getElementById("fresh");
  #nothing = document.getElementById("nothing");
  #end = document.getElementById("end");
  #older = document.getElementById("older");
  #spoken = document.getElementById("spoken");
  #waiting = new Map();
  #tooMany = false;
  #reloading = false;
  #anew;
  #next = null;
  #loading = false;
  #generation = 0;

  /** @param {() => void} anew loads the timeline as it is now, from its top, and listens from there on */
  constructor(anew) {
    this.#anew = anew;
    this.#fresh.addEventListener("click", () => this.showFresh());
    this.#older.addEventListener("click", () => this.more());
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.more();
    }, { rootMargin: "800px" }).observe(this.#end);
  }

  /** Loads the first page anew. @returns {Promise<string>} the position to listen from */
  async reload() {
    const generation = ++this.#generation;
    this.#feed.setAttribute("aria-busy", "true");
    const page = await get("/api/v1/timeline?limit=40");
    if (generation !== this.#generation) return page.position;
    const focused = this.#feed.contains(document.activeElement) ? document.activeElement.closest(".post")?.id : null;
    this.#waiting.clear();
    this.#tooMany = false;
    this.#reloading = false;
    this.#feed.replaceChildren(...page.items.map(postElement));
    if (focused) (document.getElementById(focused) ?? this.#feed).focus({ preventScroll: true });
    this.#turned(page);
    this.#announce();
    return page.position;
  }

  /** Loads the page below. */
  async more() {
    if (this.#loading || !this.#next) return;
    this.#loading = true;
    const generation = this.#generation;
    this.#end.textContent = "Loading…";
    try {
      const page = await get(`/api/v1/timeline?limit=40&cursor=${encodeURIComponent(this.#next)}`);
      if (generation !== this.#generation) return;
      for (const post of page.items) {
        if (!this.#element(post.id)) this.#feed.append(postElement(post));
      }
      this.#turned(page);
    } catch (error) {
      this.#end.textContent = `Older posts could not be loaded: ${error.message}`;
      this.#older.hidden = false;
    } finally {
      this.#loading = false;
    }
  }

  /** A post came in. */
  add(post) {
    if (this.#element(post.id)) {
      this.replace(post);
    } else if (this.#tooMany) {
      // What is shown next comes from the server: to keep this one alone would leave a gap below it.
    } else if (window.scrollY > NEAR_TOP) {
      this.#wait(post);
    } else {
      this.#insert(post, true);
      this.#trim();
    }
  }

  /** A post has new content. */
  replace(post) {
    const old = this.#element(post.id);
    if (this.#waiting.has(post.id)) {
      this.#waiting.set(post.id, post);
    } else if (old) {
      const focused = old.contains(document.activeElement);
      const made = postElement(post);
      old.replaceWith(made);
      if (focused) made.focus({ preventScroll: true });
    }
  }

  /** A post is gone. */
  remove(id) {
    this.#waiting.delete(id);
    const gone = this.#element(id);
    if (gone) {
      gone.classList.add("leaves");
      setTimeout(() => {
        gone.remove();
        this.#emptiness();
      }, 300);
    }
    this.#announce();
  }

  /** Shows what came in while the reader was further down. */
  showFresh() {
    if (this.#tooMany) {
      scrollTo({ top: 0 });
      this.#feed.focus({ preventScroll: true });
      this.#anew();
      return;
    }
    const posts = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const post of posts) this.#insert(post, true);
    this.#announce();
    scrollTo({ top: 0 });
    this.#feed.firstElementChild?.focus({ preventScroll: true });
  }

  /** Moves the focus to the next (1) or previous (-1) post. */
  step(by) {
    const posts = [...this.#feed.children];
    const at = posts.indexOf(document.activeElement?.closest?.(".post"));
    const first = posts.findIndex((post) => post.getBoundingClientRect().bottom > 80);
    const target = posts[at < 0 ? Math.max(first, 0) : at + by];
    if (target) {
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest" });
      if (target.getBoundingClientRect().top < 60) scrollBy({ top: target.getBoundingClientRect().top - 60 });
    } else if (by > 0) {
      this.more();
    }
  }

  /** Opens the original of the post in focus. */
  open() {
    const url = document.activeElement?.closest?.(".post")?.dataset.url;
    if (url) window.open(url, "_blank", "noopener,noreferrer");
  }

  #wait(post) {
    this.#waiting.set(post.id, post);
    if (this.#waiting.size > MOST_WAITING) {
      this.#waiting.clear();
      this.#tooMany = true;
    }
    this.#announce();
  }

  /** The reader is at the top and sees no change. What is dropped here cannot be paged to by the cursor that we hold. */
  #trim() {
    if (this.#feed.childElementCount > MOST_SHOWN && !this.#reloading) {
      this.#reloading = true;
      this.#anew();
    }
  }

  /** In its place by time; a post older than all that is loaded is left to whoever scrolls there. */
  #insert(post, arrives) {
    const made = postElement(post);
    const key = [Date.parse(post.sortAt), BigInt(post.id)];
    const below = [...this.#feed.children].find((other) => {
      const time = Date.parse(other.dataset.sort);
      return time < key[0] || (time === key[0] && BigInt(other.dataset.id) < key[1]);
    });
    if (!below && this.#next) return;
    if (arrives) made.classList.add("arrives");
    this.#feed.insertBefore(made, below ?? null);
    this.#emptiness();
  }

  #element(id) {
    return document.getElementById(`post-${id}`);
  }

  #turned(page) {
    this.#next = page.next ?? null;
    this.#older.hidden = !this.#next;
    this.#feed.setAttribute("aria-busy", "false");
    this.#emptiness();
  }

  #emptiness() {
    const empty = this.#feed.childElementCount === 0;
    this.#nothing.hidden = !empty;
    this.#end.textContent = this.#next || empty ? "" : "That is where it springs from.";
  }

  #announce() {
    const count = this.#waiting.size;
    const more = this.#tooMany ? `More than ${MOST_WAITING} new posts` : null;
    this.#fresh.hidden = count === 0 && !more;
    this.#fresh.textContent = more ?? (count === 1 ? "1 new post" : `${count} new posts`);
    const told = this.#fresh.hidden ? "" : this.#fresh.textContent;
    if (this.#spoken.textContent !== told) this.#spoken.textContent = told;
  }
}

import { timeElement } from "/web/time.js";
import { words } from "./words.js";

const LONG = 1600;

/** A node with text; nothing if there is no text. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

const foreign = { target: "_blank", rel: "noopener noreferrer" };

/** @param {object} post as the API gives it @returns {HTMLElement} */
export function postElement(post) {
  const article = make("article", {
    class: "post",
    tabindex: "-1",
    id: `post-${post.id}`,
    "aria-setsize": "-1",
    "data-id": post.id,
    "data-platform": post.platform,
    "data-sort": post.sortAt,
    "data-url": post.content.url,
    "aria-labelledby": `by-${post.id}`,
  });
  article.append(byline(post), ...body(post, article), foot(post));
  return article;
}

function byline(post) {
  const author = post.author;
  const name = author?.name ?? post.via[0]?.title ?? "Unknown";
  const who = author?.url
    ? make("a", { class: "name", href: author.url, dir: "auto", id: `by-${post.id}`, ...foreign }, name)
    : make("span", { class: "name", dir: "auto", id: `by-${post.id}` }, name);
  const handle = author?.handle && author.handle !== name ? make("span", { class: "handle" }, `@${author.handle}`) : null;
  const bot = author?.bot ? make("span", { class: "handle" }, "bot") : null;
  const time = timeElement(post.sortAt);
  const link = post.content.url ? make("a", { href: post.content.url, class: "handle", ...foreign }, time) : time;
  return make("header", {}, who, handle, bot, link);
}

function body(post, article) {
  const content = post.content;
  const parts = [];
  if (content.title) {
    const title = content.url ? make("a", { href: content.url, ...foreign }, content.title) : content.title;
    parts.push(make("h2", { dir: "auto" }, title));
  }
  if (!content.html) return parts;
  const text = make("div", { class: "words", dir: "auto", lang: content.lang }, words(content.html));
  if (content.warning || content.sensitive) {
    const summary = make("summary", { dir: "auto" }, content.warning || "Sensitive content");
    return [...parts, make("details", {}, summary, text)];
  }
  if (content.plain.length > LONG) {
    text.classList.add("cut");
    article.classList.add("long");
    const more = make("button", { type: "button", class: "quiet more" }, "Read on");
    more.addEventListener("click", () => {
      text.classList.remove("cut");
      more.remove();
    });
    return [...parts, text, more];
  }
  return [...parts, text];
}

function foot(post) {
  const boosted = post.via.map((via) => via.boostedBy).filter(Boolean);
  const shown = make("span", { class: "via", dir: "auto" }, post.via.map((via) => via.title).join(" · "));
  const boosts = boosted.length ? make("span", { class: "via", dir: "auto" }, `boosted by ${boosted.join(", ")}`) : null;
  const edited = post.editedAt ? make("span", { class: "via" }, "edited ", timeElement(post.editedAt)) : null;
  const files = post.content.media.map((file) =>
    make("a", { class: "file", href: file.url, dir: "auto", ...foreign }, file.description ? `${file.kind}: ${file.description}` : file.kind));
  return make("footer", {}, shown, boosts, edited, ...files);
}

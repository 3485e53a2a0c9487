import { get, post } from "/web/http.js";
import { listen } from "/web/live.js";
import { ago, timeElement } from "/web/time.js";
import { chart } from "./chart.js";
import { make, money } from "./make.js";

const DAYS = 90;
const $ = (id) => document.getElementById(id);
let shown = null;
let waiting = null;

async function products() {
  const { items } = await get("/api/v1/products?limit=200");
  $("nothing").hidden = items.length > 0;
  $("products").replaceChildren(...items.map(({ product, best, offers }) => {
    // Offers in several currencies have no best one.
    const count = `${offers} ${offers === 1 ? "offer" : "offers"}`;
    const button = make("button", { type: "button", class: "quiet", "data-product": product.id },
      make("span", { dir: "auto" }, product.title), make("span", {}, best ? `${money(best)} · ${count}` : count));
    button.setAttribute("aria-label", `${product.title}: ${best ? `best ${money(best)}, ` : ""}${count}`);
    button.addEventListener("click", () => show(product.id, true));
    return make("li", {}, button);
  }));
}

async function show(id, focus = false) {
  const [{ product, offers }, series] = await Promise.all([
    get(`/api/v1/products/${id}`), get(`/api/v1/products/${id}/history?days=${DAYS}`)]);
  shown = id;
  $("detail").hidden = false;
  $("detail-title").textContent = product.title;
  // A shop's own numbers say nothing elsewhere.
  const keys = product.keys.filter((key) => !key.startsWith("shop:"));
  $("about").textContent = [product.brand, product.variant, ...keys].filter(Boolean).join(" · ");
  aim(id, offers);
  $("offers").replaceChildren(...offers.map(row));
  $("chart").replaceChildren(chart(series, DAYS) ?? make("p", { class: "muted" }, "No price is known yet."));
  if (focus) $("detail-title").focus();
}

function row(offer) {
  const proof = offer.evidence.find((one) => one.value === "price");
  const struck = offer.list ? make("del", { class: "muted" }, money(offer.list)) : null;
  const price = make("td", { class: "number" }, money(offer.price), struck && " ", struck);
  return make("tr", {},
    make("th", { scope: "row" }, make("a", { href: offer.url, rel: "noopener noreferrer nofollow", target: "_blank" }, offer.shop)),
    price,
    make("td", { class: "number" }, offer.landed ? money(offer.landed) : "not told"),
    make("td", { class: "number" }, offer.perUnit ? `${money(offer.perUnit)} / ${offer.perUnit.unit}` : "–"),
    make("td", {}, offer.availability.toLowerCase().replaceAll("_", " ")),
    make("td", {}, discount(offer.discount)),
    make("td", { class: "evidence" }, proof ? `${proof.syntax} ${proof.path}: ${proof.raw}` : "–"),
    make("td", {}, watcher(offer)));
}

const VERDICTS = { UNKNOWN: "less than 30 days known", HOLDS: "holds", OVERSTATED: "overstated", FALSE: "none in truth" };

function discount(said) {
  if (!said || said.claimed == null) return "–";
  const real = said.real == null ? "" : `, really ${said.real} %`;
  return `${said.claimed} % claimed${real}: ${VERDICTS[said.verdict] ?? said.verdict}`;
}

function watcher(offer) {
  if (!offer.price) return "–";
  const button = make("button", { type: "button", class: "quiet", "aria-label": `Tell me when the price at ${offer.shop} falls` }, "Tell me when it falls");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await post("/api/v1/watches", { offer: offer.id, kind: "drop", percent: 1 });
      button.textContent = "You will be told";
    } catch (error) {
      button.disabled = false;
      say(error.message, "");
    }
  });
  return button;
}

/** The field for a target of the product that is shown; what somebody has begun to write stays. */
function aim(id, offers) {
  const best = offers.find((offer) => offer.price);
  $("best").hidden = !best;
  if ($("best").dataset.product === String(id)) return;
  $("best").dataset.product = id;
  $("target").value = "";
  $("best-said").textContent = "";
  $("target-currency").textContent = best?.price.currency ?? "";
}

$("best").addEventListener("submit", async (event) => {
  event.preventDefault();
  const amount = $("target").value.trim().replace(",", ".");
  try {
    if (!/^\d{1,10}(\.\d{1,2})?$/.test(amount)) throw new Error("Give an amount, such as 24.90.");
    await post("/api/v1/watches", {
      product: Number($("best").dataset.product), kind: "target", amount, currency: $("target-currency").textContent });
    $("best-said").textContent = "You will be told.";
    $("target").removeAttribute("aria-invalid");
  } catch (error) {
    $("best-said").textContent = error.message;
    $("target").setAttribute("aria-invalid", "true");
    $("target").focus();
  }
});

function alertItem(at, body) {
  const price = body.price ? money({ amount: body.price, currency: body.currency }) : "";
  const link = body.url ? make("a", { href: body.url, rel: "noopener noreferrer nofollow" }, "to the page") : null;
  return make("li", {}, `${body.rule.kind.replaceAll("-", " ")}: ${price} at ${body.shop}${body.best ? ", the best offer" : ""} `,
    link, link && " ", timeElement(at));
}

async function alerts() {
  const { items } = await get("/api/v1/alerts?limit=20");
  $("no-alerts").hidden = items.length > 0;
  $("alerts").replaceChildren(...items.map((one) => alertItem(one.at, one.body)));
}

async function reviews() {
  const { items } = await get("/api/v1/reviews");
  $("reviews-part").hidden = items.length === 0;
  $("reviews").replaceChildren(...items.map((review) => make("li", {},
    make("strong", { dir: "auto" }, review.title), `: ${review.reason}. `,
    ...review.candidates.map((one) => make("div", { class: "row" },
      make("span", { dir: "auto" }, `${one.title} (${one.reasons.join(", ")}${one.against ? `; but ${one.against}` : ""})`),
      decider(review, one.product, `One with “${one.title}”`))),
    make("div", { class: "row" }, decider(review, null, "A product of its own")))));
}

function decider(review, into, words) {
  const button = make("button", { type: "button", class: "quiet" }, words);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await post(`/api/v1/reviews/${review.id}`, { into });
      await refresh();
    } catch (error) {
      button.disabled = false;
      say(error.message, "");
    }
  });
  return button;
}

const TONES = { NORMAL: "good", SLOWED: "warn", COOLING: "warn", QUARANTINED: "bad" };

async function pages() {
  const [{ items: hosts }, { items }] = await Promise.all([get("/api/v1/hosts"), get("/api/v1/pages?limit=500")]);
  $("hosts").replaceChildren(...hosts.map((host) => make("li", {},
    `${host.origin} `, make("span", { class: `pill ${TONES[host.mode]}` }, host.mode.toLowerCase()),
    ` ${host.pages} pages, ${host.rate} requests a second. ${host.advice ?? ""}`)));
  $("pages").replaceChildren(...items.map((page) => make("li", {},
    make("a", { href: page.url, rel: "noopener noreferrer nofollow" }, page.url), ` ${page.state.toLowerCase()}`,
    page.note ? `: ${page.note}` : "", page.nextAt ? `. Next look ${ago(new Date(page.nextAt))}` : "")));
}

async function refresh() {
  await Promise.all([products(), alerts(), reviews(), pages()]);
  if (shown != null) await show(shown).catch(() => { shown = null; $("detail").hidden = true; });
}

/** Many events are one refresh. */
function soon() {
  waiting ??= setTimeout(() => {
    waiting = null;
    refresh().catch(() => {});
  }, 300);
}

function say(problem, done) {
  $("problem").hidden = !problem;
  $("problem").textContent = problem;
  $("done").hidden = !done;
  $("done").textContent = done;
  $("url").setAttribute("aria-invalid", problem ? "true" : "false");
}

$("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const url = $("url").value.trim();
  if (!url) {
    say("Give the address of a page.", "");
    $("url").focus();
    return;
  }
  try {
    await post("/api/v1/pages", { url, kind: $("kind").value });
    $("url").value = "";
    say("", "It is watched from now on.");
    soon();
  } catch (error) {
    say(error.status ? error.message : "The server cannot be reached.", "");
    $("url").focus();
  }
});

async function begin() {
  try {
    await refresh();
    listen("/api/v1/stream", {
      price: soon, alert: soon, host: soon, review: soon, gap: soon, reset: soon,
      unauthorized: () => location.assign("/login?next=/"),
    }, { indicator: $("live") });
  } catch (error) {
    if (error.status === 401) location.assign("/login?next=/");
    else setTimeout(begin, 3_000);
  }
}
begin();

// Why a request is a hit or a miss.
import { post } from "/web/http.js";
import { timeElement } from "/web/time.js";
import { bytes, make, time } from "./make.js";

const $ = (id) => document.getElementById(id);
const WORDS = { hit: "Hit", stale: "Stale hit", revalidate: "Asks the origin first", miss: "Miss", pass: "Past the cache", refused: "Refused" };
const TONES = { hit: "good", stale: "warn", revalidate: "warn", miss: "warn", pass: "warn", refused: "bad" };

function fields() {
  const headers = {};
  for (const line of $("lookup-fields").value.split("\n").map((each) => each.trim()).filter(Boolean)) {
    const colon = line.indexOf(":");
    if (colon < 1) throw new Error(`“${line}” is no field: write Name: value.`);
    headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return headers;
}

function show(explanation) {
  $("explanation").hidden = false;
  $("answer").className = `pill ${TONES[explanation.answer]}`;
  $("answer").textContent = WORDS[explanation.answer];
  $("because").replaceChildren(...explanation.because.map((sentence) => make("li", {}, sentence)));
  $("variants-part").hidden = explanation.stored.length === 0;
  $("variants").replaceChildren(...explanation.stored.map((one) => make("tr", {},
    make("td", {}, String(one.status)),
    make("td", {}, one.fits ? "yes" : "no"),
    make("td", {}, one.invalid ? "to be confirmed" : one.freshSeconds >= 0 ? `for ${time(one.freshSeconds)}` : `stale for ${time(one.freshSeconds)}`),
    make("td", { class: "number" }, bytes(one.bytes)),
    make("td", {}, one.selectedBy.join(", ") || "–"),
    make("td", {}, one.tier),
    make("td", {}, timeElement(one.fetched)))));
}

/** Makes the form work. */
export function lookups() {
  $("lookup").addEventListener("submit", async (event) => {
    event.preventDefault();
    $("lookup-problem").hidden = true;
    try {
      show(await post("/api/v1/lookups", { url: $("lookup-url").value.trim(), headers: fields(), ask: $("lookup-ask").checked }));
    } catch (error) {
      $("explanation").hidden = true;
      $("lookup-problem").hidden = false;
      $("lookup-problem").textContent = error instanceof TypeError ? "The node cannot be reached." : error.message;
      $("lookup-url").focus();
    }
  });
}

/** Where clients ask, for who has not written anything yet. */
export function suggest(port) {
  $("lookup-url").value ||= `http://${location.hostname}:${port}/`;
}

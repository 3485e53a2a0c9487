// The routes that hold, and a change of their file that is refused.
import { get } from "/web/http.js";
import { timeElement } from "/web/time.js";
import { suggest } from "./lookup.js";
import { make } from "./make.js";

const $ = (id) => document.getElementById(id);

function refusal(refused) {
  $("refused").hidden = !refused;
  if (!refused) return;
  $("refused").replaceChildren(
    make("strong", {}, "The routes file is wrong, and the routes before it still hold."), " Seen ", timeElement(refused.at), ".",
    make("ul", {}, ...refused.faults.map((fault) => make("li", {}, `Line ${fault.line}, column ${fault.column}: ${fault.message}`))));
}

function route(one) {
  const servers = one.origins.servers.map((server) =>
    make("li", {}, make("code", {}, server.url), server.backup ? " backup" : "", server.weight === 1 ? "" : ` weight ${server.weight}`));
  return make("details", { class: "card" },
    make("summary", {}, make("b", {}, one.name), " ", make("span", { class: "muted" }, one.match.join(", ") || "every request")),
    make("ul", {}, ...servers),
    make("p", { class: "muted small" }, `${one.origins.timeouts}; ${one.origins.connections} connections, ${one.origins.attempts} attempts; Host: ${one.origins.host}${one.origins.check ? `; check ${one.origins.check}` : ""}`),
    make("dl", { class: "terms small" }, ...Object.entries(one.terms).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])));
}

/** Shows them anew. */
export async function showRoutes() {
  const config = await get("/api/v1/config");
  suggest(config.dataPort);
  refusal(config.refused);
  $("no-routes").hidden = config.routes.length > 0;
  $("routes-from").replaceChildren(...(config.from ? ["From ", make("code", {}, config.from), `, version ${config.version}, since `, timeElement(config.since), "."] : []));
  $("routes").replaceChildren(...config.routes.map(route));
}

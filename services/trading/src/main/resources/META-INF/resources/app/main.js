import { get, post, remove } from "/web/http.js";
import { listen } from "/web/live.js";
import { backtests } from "./backtest.js";

const byId = (id) => document.getElementById(id);

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function row(cells) {
  const line = document.createElement("tr");
  line.append(...cells.map((cell) => (cell instanceof Node ? cell : text("td", cell))));
  return line;
}

export function problem(error) {
  byId("problem").textContent = error.message;
  byId("problem").hidden = false;
}

async function attempt(work) {
  byId("problem").hidden = true;
  try {
    await work();
  } catch (error) {
    if (error.status === 401) location.assign("/login?next=/");
    else problem(error);
  }
}

function order(each) {
  const line = row([each.id, each.symbol, `${each.side} ${each.type} ${each.quantity}`, each.filled, each.reason ? `${each.status}: ${each.reason}` : each.status]);
  const last = document.createElement("td");
  if (["ACCEPTED", "PARTIALLY_FILLED", "SUBMITTED", "UNKNOWN"].includes(each.status)) {
    const button = text("button", "Cancel");
    button.className = "quiet";
    button.setAttribute("aria-label", `Cancel ${each.id}`);
    button.addEventListener("click", () => attempt(() => remove(`/api/v1/orders/${encodeURIComponent(each.id)}`)));
    last.append(button);
  }
  line.append(last);
  return line;
}

const money = (value) => value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const amount = (value) => Number(value).toLocaleString("en", { maximumFractionDigits: 8 });

function figure(name, value) {
  const pair = document.createElement("div");
  pair.append(text("dt", name), text("dd", value));
  return pair;
}

let drawn = "";

function show(account) {
  byId("figures").replaceChildren(
    figure("State", account.state),
    figure("Equity", money(account.equity)),
    figure("Highest", money(account.peak)),
    ...account.balances.map((each) => figure(each.asset, amount(each.amount))),
    figure("Events", account.events),
  );
  byId("resume").hidden = account.state === "ACTIVE";
  byId("positions").replaceChildren(...account.positions.map((each) => row([each.symbol, each.quantity, each.mark, each.realised, each.guard, each.stop])));
  const orders = [...account.working, ...account.over];
  // Drawn anew only when they changed: a button must not go from under a finger.
  if (JSON.stringify(orders) !== drawn) byId("orders").replaceChildren(...orders.map(order));
  drawn = JSON.stringify(orders);
  const symbols = account.positions.map((each) => each.symbol);
  if (byId("symbol").length !== symbols.length) byId("symbol").replaceChildren(...symbols.map((each) => new Option(each)));
}

async function phase() {
  try {
    const account = await get("/api/v1/account");
    const stopped = account.state === "ACTIVE" ? "" : `, but ${account.state.toLowerCase()}: nothing is bought`;
    byId("phase").textContent = `${account.exchange}, account “${account.account}”: ${account.phase}${stopped}.`;
    byId("phase").className = account.phase === "trading" && !stopped ? "notice good" : "notice warn";
  } catch (error) {
    if (error.status === 401) location.assign("/login?next=/");
    byId("phase").textContent = `Not trading now: ${error.message}`;
    byId("phase").className = "notice warn";
  }
}

byId("halt").addEventListener("click", () => attempt(async () => {
  await post("/api/v1/account/halt", { reason: "stopped on the page", leave: false });
  await phase();
}));
byId("resume").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => {
    await post("/api/v1/account/resume", { confirm: byId("confirm").value });
    byId("confirm").value = "";
    // The form is about to go, and the keyboard must not be left nowhere.
    byId("halt").focus();
    await phase();
  });
});
byId("order").addEventListener("submit", (event) => {
  event.preventDefault();
  const wish = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value !== ""));
  attempt(() => post("/api/v1/orders", { ...wish, slices: 1, seconds: 1 }));
});
listen("/api/v1/stream", {
  account: show,
  reset: () => {},
  unauthorized: () => location.assign("/login?next=/"),
}, { indicator: byId("live") });
phase();
setInterval(phase, 3_000);
backtests(attempt);

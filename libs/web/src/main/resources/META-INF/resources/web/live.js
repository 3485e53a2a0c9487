// A live stream that comes back by itself, and shows whether it is there.

const WORDS = { connecting: "connecting", open: "live", closed: "offline" };
const LONGEST_WAIT = 30_000;

/**
 * Listens to a stream of ours.
 *
 * @param {string} path of this origin
 * @param {Record<string, (data: any, id: string) => void>} handlers by event name; data is parsed JSON.
 *   "gap" ({from, to, count}) tells of events that were left out because this page was slow, "reset" that the past is
 *   gone: in both cases load again what you show. "unauthorized": the key or session has ended; nothing more comes.
 * @param {{indicator?: HTMLElement, lastEventId?: string, onState?: (state: string) => void}} options the indicator is
 *   an element of class pill; it gets data-state connecting, open or closed
 * @returns {{close(): void}}
 */
export function listen(path, handlers, { indicator, lastEventId = "", onState } = {}) {
  let source;
  let timer;
  let last = lastEventId;
  let attempts = 0;
  let over = false;

  function state(value) {
    if (indicator) {
      indicator.dataset.state = value;
      indicator.textContent = WORDS[value];
    }
    onState?.(value);
  }

  function open() {
    const url = new URL(path, location.href);
    if (last) url.searchParams.set("lastEventId", last);
    state("connecting");
    source = new EventSource(url);
    source.onopen = () => {
      attempts = 0;
      state("open");
    };
    source.onerror = () => {
      // The browser reconnects a broken stream, but gives up for good on any other status than 200: a 503 passes.
      if (source.readyState === EventSource.CLOSED && !over) {
        state("closed");
        timer = setTimeout(open, Math.min(LONGEST_WAIT, 1000 * 2 ** attempts++));
      } else {
        state("connecting");
      }
    };
    source.addEventListener("unauthorized", () => {
      close();
      handlers.unauthorized?.();
    });
    for (const [name, handler] of Object.entries(handlers)) {
      if (name === "unauthorized") continue;
      source.addEventListener(name, (event) => {
        if (event.lastEventId) last = event.lastEventId;
        handler(event.data ? JSON.parse(event.data) : undefined, event.lastEventId);
      });
    }
  }

  function close() {
    over = true;
    clearTimeout(timer);
    source.close();
    state("closed");
  }

  open();
  return { close };
}

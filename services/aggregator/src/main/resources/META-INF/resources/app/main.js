import { listen } from "/web/live.js";
import { keys } from "./keys.js";
import { Sources } from "./sources.js";
import { Timeline } from "./timeline.js";

const timeline = new Timeline(() => load());
const sources = new Sources(() => load());
let stream;

/** Shows the timeline as it is now and listens from there on, so that nothing falls between. */
async function load() {
  try {
    const position = await timeline.reload();
    stream?.close();
    stream = listen("/api/v1/stream", {
      post: (post) => timeline.add(post),
      edit: (post) => timeline.replace(post),
      delete: ({ id }) => timeline.remove(id),
      gap: () => load(),
      unauthorized: () => location.assign("/login?next=/"),
      reset: () => {
        load();
        sources.refresh();
      },
    }, { indicator: document.getElementById("live"), lastEventId: position });
  } catch (error) {
    if (error.status === 401) {
      location.assign("/login?next=/");
    } else {
      setTimeout(load, 3_000);
    }
  }
}

keys({
  j: () => timeline.step(1),
  k: () => timeline.step(-1),
  o: () => timeline.open(),
  n: () => timeline.showFresh(),
  "/": () => sources.focus(),
});
load();
sources.refresh();

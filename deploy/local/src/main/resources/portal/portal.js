// Draws each snapshot that arrives; elements are kept by name, so that focus and selection survive.
const items = new Map();

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
};

const set = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

const megabytes = bytes => `${Math.round(bytes / 1048576)} MB`;

const span = seconds => {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
};

const TONES = { ready: 'good', waiting: 'warn', starting: 'warn', restarting: 'bad', unwell: 'bad', down: 'bad' };

const facts = part => [
  Object.entries(part.ports).map(([role, port]) => `${role} ${port}`).join(', '),
  part.version && `version ${part.version}`,
  part.pid && `process ${part.pid}`,
  part.upSeconds !== undefined && `up ${span(part.upSeconds)}`,
  part.readyMillis !== undefined && `ready in ${(part.readyMillis / 1000).toFixed(1)} s`,
  part.memory && megabytes(part.memory),
  part.restarts > 0 && (part.restarts === 1 ? 'restarted 1 time' : `restarted ${part.restarts} times`),
].filter(Boolean).join(' · ');

const item = part => {
  let known = items.get(part.name);
  if (!known) {
    const row = make('li', 'part card');
    row.dataset.part = part.name;
    const name = part.page ? make('a', 'name', part.name) : make('span', 'name', part.name);
    if (part.page) name.href = part.page;
    known = { row, name, title: make('span', 'title'), state: make('span', 'pill state'), facts: make('p', 'facts'), note: make('p', 'note') };
    const head = make('div');
    head.append(name, known.title);
    row.append(head, known.state, known.facts, known.note);
    document.getElementById(part.kind).append(row);
    items.set(part.name, known);
  }
  return known;
};

const draw = part => {
  const row = item(part);
  row.row.dataset.state = part.state;
  row.state.className = `pill state ${TONES[part.state]}`;
  set(row.title, part.title);
  set(row.state, part.words);
  set(row.facts, facts(part));
  set(row.note, part.note);
};

const pretended = upstreams => {
  const table = document.getElementById('pretended');
  table.hidden = upstreams.length === 0;
  table.tBodies[0].replaceChildren(...upstreams.map(upstream => {
    const row = make('tr');
    const head = make('th', '', upstream.title ?? upstream.name);
    head.scope = 'row';
    row.append(head, ...['items', 'requests', 'streams'].map(key => make('td', '', String(upstream[key] ?? ''))));
    return row;
  }));
};

const summary = ({ parts, memory }) => {
  const well = parts.filter(part => part.state === 'ready').length;
  return well === parts.length
    ? `All ${well} parts are ready, in ${megabytes(memory)} of memory.`
    : `${well} of ${parts.length} parts are ready.`;
};

const say = text => set(document.getElementById('summary'), text);

const events = new EventSource('/events');
events.addEventListener('status', event => {
  const snapshot = JSON.parse(event.data);
  document.body.classList.remove('lost');
  snapshot.parts.forEach(draw);
  pretended(snapshot.upstreams);
  say(summary(snapshot));
});
events.addEventListener('error', () => {
  document.body.classList.add('lost');
  say('The launcher does not answer: what you see is from before. Start it with “make up”.');
});

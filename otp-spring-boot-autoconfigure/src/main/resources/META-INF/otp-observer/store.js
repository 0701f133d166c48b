import { streamUrl, whyNoStream } from './api.js';

// What is known of the application: a snapshot, and what has changed since. Everything else only reads it.
//
// State is replaced, never modified: a panel whose part is still the same object has nothing to do.

const RETRY_FIRST = 1_000;
const RETRY_MOST = 15_000;
const SILENCE = 45_000; // the server says something every 15 seconds
const EVENTS_KEPT = 300;
const BUCKETS_KEPT = 180;

let state = { connection: 'connecting', since: Date.now(), nodes: new Map(), roots: [], events: [], flashes: new Map() };
const listeners = new Set();
let scheduled = false;

export const current = () => state;

/** Calls back after changes, at most once for each frame. Returns what ends that. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(part) {
  state = { ...state, ...part };
  if (!scheduled) {
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      listeners.forEach((listener) => listener(state));
    });
  }
}

// --- snapshot and deltas

function applySnapshot(snapshot) {
  const nodes = new Map();
  const roots = snapshot.tree.map((root) => flatten(root, null, nodes));
  const { tree, ...rest } = snapshot;
  change({ ...rest, nodes, roots, flashes: flashes(nodes.values()), connection: 'live', now: snapshot.now });
}

/** Children become their paths, so that a node changes only when something of its own does. */
function flatten(node, parent, nodes) {
  nodes.set(node.path, null); // keeps the order of the tree
  const children = node.children?.map((child) => flatten(child, node.path, nodes));
  nodes.set(node.path, { ...node, children, parent });
  return node.path;
}

function applyDelta(delta) {
  const { nodes: changed, removed, events, restarts, ...rest } = delta;
  const part = rest;
  if (changed || removed) {
    const nodes = new Map(state.nodes);
    removed?.forEach((path) => nodes.delete(path));
    Object.entries(changed ?? {}).forEach(([path, node]) => nodes.set(path, merge(nodes.get(path), node)));
    Object.keys(changed ?? {}).forEach((path) => adopt(nodes, path));
    part.nodes = nodes;
    part.roots = [...new Set([...state.roots, ...Object.keys(changed ?? {}).filter(isRoot)])].filter((path) => nodes.has(path));
    part.flashes = flashes(Object.keys(changed ?? {}).map((path) => nodes.get(path)));
  }
  if (events) part.events = [...state.events, ...events].slice(-EVENTS_KEPT);
  if (restarts) part.restarts = append(state.restarts, restarts);
  change({ ...part, connection: 'live' });
}

const isRoot = (path) => !path.includes('/');

const merge = (known, node) => ({ ...node, children: node.children ?? known?.children, parent: known?.parent ?? null });

function adopt(nodes, path) {
  for (const child of nodes.get(path).children ?? []) {
    const node = nodes.get(child);
    if (node && node.parent !== path) nodes.set(child, { ...node, parent: path });
  }
}

/** The last bucket was still being filled when it was sent: what comes begins with it. */
function append(known, more) {
  const step = known.seconds * 1000;
  const fresh = Math.round((Date.parse(more.until) - Date.parse(known.until)) / step);
  const joined = (before, after) => [...before.slice(0, before.length + fresh - after.length), ...after].slice(-BUCKETS_KEPT);
  return {
    ...known,
    until: more.until,
    counts: joined(known.counts, more.counts),
    crashes: joined(known.crashes, more.crashes),
  };
}

/** Counts for each node how often it was seen to be restarted: what blinks. */
function flashes(nodes) {
  let counted = state.flashes;
  for (const node of nodes) {
    const before = state.nodes.get(node.path);
    if (before && restartsOf(node) > restartsOf(before)) {
      if (counted === state.flashes) counted = new Map(counted);
      counted.set(node.path, (counted.get(node.path) ?? 0) + 1);
    }
  }
  return counted;
}

const restartsOf = (node) => (node.restarts ?? 0) + (node.childRestarts ?? 0);

// --- the stream

let source = null;
let retry = RETRY_FIRST;
let timer = null;
let paused = false;

/** Opens the stream, and opens it again whenever it is lost. */
export function connect() {
  clearTimeout(timer);
  source?.close();
  source = new EventSource(streamUrl);
  source.addEventListener('snapshot', (event) => heard(() => applySnapshot(JSON.parse(event.data))));
  source.addEventListener('delta', (event) => heard(() => applyDelta(JSON.parse(event.data))));
  source.addEventListener('heartbeat', () => heard(() => {}));
  source.onerror = lost;
}

function heard(apply) {
  retry = RETRY_FIRST;
  clearTimeout(timer);
  timer = setTimeout(lost, SILENCE);
  apply();
}

function lost() {
  const refused = source.readyState === EventSource.CLOSED;
  source.close();
  clearTimeout(timer);
  if (state.connection !== 'lost') change({ connection: 'lost', since: Date.now(), why: null });
  if (refused) whyNoStream().then((why) => state.connection === 'lost' && change({ why }));
  timer = setTimeout(connect, retry);
  retry = Math.min(retry * 2, RETRY_MOST);
}

/** Stops listening: a page that nobody looks at costs the application nothing. */
function disconnect() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

export function pause() {
  paused = true;
  disconnect();
  change({ connection: 'paused', since: Date.now() });
}

export function resume() {
  paused = false;
  change({ connection: 'connecting', since: Date.now() });
  connect();
}

document.addEventListener('visibilitychange', () => {
  if (paused) return;
  if (document.hidden) disconnect();
  else connect();
});

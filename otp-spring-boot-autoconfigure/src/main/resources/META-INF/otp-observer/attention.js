import { count, duration, plural } from './format.js';

// What an operator should look at first, and why: the page's answer to "what is stuck, what keeps crashing, why".

const FULL = 0.8; // of a mailbox with a limit
const LONG = 1_000; // messages in a mailbox without one
const RECENT = 60_000;

/** What is wrong, the worst first: {level: 'bad' | 'warn', text, why, process} */
export function attention(state) {
  const found = [...ofSchedulers(state), ...ofCrashes(state)];
  for (const node of state.nodes.values()) found.push(...ofNode(node));
  for (const row of state.top?.mailbox ?? []) {
    if (!row.path && isLong(row)) found.push(longMailbox(row.name ?? row.pid, row));
  }
  return found.sort((one, other) => rank(one) - rank(other));
}

/** All of it in two words. */
export function health(state, found) {
  if (state.figures.health === 'down') return { level: 'bad', text: 'down' };
  const bad = found.filter((each) => each.level === 'bad').length;
  if (bad) return { level: 'bad', text: plural(bad, 'problem') };
  return found.length ? { level: 'warn', text: `${count(found.length)} to look at` } : { level: 'good', text: 'all well' };
}

const rank = ({ level }) => (level === 'bad' ? 0 : 1);

function ofSchedulers({ schedulers }) {
  const stuck = (schedulers.stuck ?? []).map((each) => ({
    level: 'bad',
    text: `${each.name ?? each.pid} has been in its handler for ${duration(each.millis)}`,
    why: whereabouts(each),
    process: each.path ?? each.pid,
  }));
  const leftovers = (schedulers.leftovers ?? []).map((each) => ({
    level: 'warn',
    text: `${each.name ?? each.pid} was killed, but its handler still runs and holds a thread`,
    why: whereabouts(each),
    process: each.pid,
  }));
  return [...stuck, ...leftovers];
}

/** The innermost method that is not one of Java itself. */
function whereabouts({ stack = [] }) {
  const method = stack.find((line) => !/^(java|jdk|sun)\./.test(line)) ?? stack[0];
  return method ? `in ${method}` : null;
}

/** Who crashed in the last minute, how often, and of what the last time. */
function ofCrashes({ events, now }) {
  const since = Date.parse(now) - RECENT;
  const crashes = new Map();
  for (const event of events) {
    if (event.kind === 'crash' && Date.parse(event.at) > since) {
      const who = `${event.path} ${event.name}`; // children of a dynamic supervisor have its path
      crashes.set(who, { times: (crashes.get(who)?.times ?? 0) + 1, last: event });
    }
  }
  return [...crashes.values()].map(({ times, last }) => ({
    level: times > 1 ? 'bad' : 'warn',
    text: times > 1 ? `${last.name} keeps crashing: ${count(times)} times in the last minute` : `${last.name} crashed`,
    why: [last.reason, last.message && `while it handled ${last.message}`].filter(Boolean).join(', '),
    process: last.path ?? last.pid,
  }));
}

function ofNode(node) {
  const found = [];
  const add = (level, text, why) => found.push({ level, text, why, process: node.path });
  if (node.gaveUpOn) add('bad', `${node.id} has given up`, `${node.gaveUpOn} failed once too often`);
  else if (node.status === 'stopped' && !node.parent) add('bad', `${node.id} has stopped, and nobody restarts it`);
  if (node.status === 'restarting') add('warn', `${node.id} is being restarted`);
  if (node.status === 'suspended') add('warn', `${node.id} is suspended`, `${plural(node.mailbox, 'message')} wait for it`);
  if (node.maxRestarts && node.intensityUsed > 0 && node.intensityUsed >= node.maxRestarts - 1) {
    add('warn', `${node.id} has used ${count(node.intensityUsed)} of ${plural(node.maxRestarts, 'restart')} within ${duration(node.within)}`,
      node.intensityUsed >= node.maxRestarts ? 'with the next crash it gives up' : null);
  }
  if (isLong(node) && node.status !== 'suspended') found.push(longMailbox(node.id, node));
  return found;
}

const isLong = ({ mailbox, maxMailbox }) => (maxMailbox ? mailbox >= FULL * maxMailbox : mailbox >= LONG);

const longMailbox = (name, { mailbox, maxMailbox, path, pid, dropped }) => ({
  level: maxMailbox && mailbox >= maxMailbox ? 'bad' : 'warn',
  text: `${count(mailbox)} messages wait for ${name}`,
  why: maxMailbox ? `room for ${count(maxMailbox)}${dropped ? `, ${count(dropped)} dropped so far` : ''}` : null,
  process: path ?? pid,
});

import { brief, count, duration, plural } from '../format.js';
import { Icon, Status } from '../icons.js';
import { memo } from '../memo.js';
import { html, useEffect, useMemo, useRef, useState } from '../vendor/htm-preact.js';
import { MailboxBar } from './bar.js';

// The supervision tree as rows, which a screen reader knows as a tree grid. One row has the keyboard focus, arrows move it.

const OPEN_AT_FIRST = 60; // a supervisor with more children begins closed

export const Tree = memo(({ nodes, roots, flashes, selected, select }) => {
  const [toggled, setToggled] = useState(new Map());
  const [wanted, setWanted] = useState('');
  const [focused, setFocused] = useState(null);
  const grid = useRef(null);

  const isOpen = (node) => toggled.get(node.path) ?? node.children.length <= OPEN_AT_FIRST;
  const toggle = (path, open) => setToggled((before) => new Map(before).set(path, open));
  const rows = useMemo(() => visible(nodes, roots, isOpen, wanted), [nodes, roots, toggled, wanted]);
  const focus = rows.some((row) => row.node.path === focused) ? focused : rows[0]?.node.path;

  // What is selected elsewhere must be visible here.
  useEffect(() => {
    for (let path = nodes.get(selected)?.parent; path; path = nodes.get(path)?.parent) {
      if (!isOpen(nodes.get(path))) toggle(path, true);
    }
  }, [selected]);

  const moveTo = (path) => {
    setFocused(path);
    grid.current.querySelector(`[data-path="${CSS.escape(path)}"]`)?.focus();
  };
  const pathOf = (event) => event.target.closest('[data-path]')?.dataset.path;
  const clicked = (event) => {
    const path = pathOf(event);
    if (!path) return;
    setFocused(path);
    if (event.target.closest('.toggle')) toggle(path, !isOpen(nodes.get(path)));
    else select(path);
  };
  const pressed = (event) => {
    const at = rows.findIndex((row) => row.node.path === pathOf(event));
    const action = at >= 0 && !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key];
    if (action) {
      event.preventDefault();
      action({ rows, at, moveTo, toggle, select });
    }
  };

  return html`
    <section class="card" aria-label="Supervision tree">
      <header>
        <h2>Supervision tree</h2>
        <label class="field tools"><${Icon} name="search" /><span class="visually-hidden">Filter the tree</span>
          <input type="search" placeholder="Filter" value=${wanted} onInput=${(event) => setWanted(event.target.value)} />
        </label>
      </header>
      <div class="tree" role="treegrid" aria-label="Supervision tree" ref=${grid} onClick=${clicked} onKeyDown=${pressed}>
        <div class="row heads" role="row">
          <span role="columnheader">Process</span>
          <span role="columnheader">Mailbox</span>
          <span role="columnheader" class="number">Restarts</span>
          <span role="columnheader" class="number pid">Pid</span>
        </div>
        ${rows.map((row) => html`
          <${Row} key=${row.node.path} node=${row.node} depth=${row.depth} place=${row.place} size=${row.size} open=${row.open}
            flashes=${flashes.get(row.node.path) ?? 0} selected=${row.node.path === selected} focused=${row.node.path === focus} />`)}
      </div>
      ${rows.length === 0 && html`<${Nothing} wanted=${wanted.trim()} select=${select} />`}
    </section>`;
});

/** There are more processes than are in the tree: they can be looked at by their name or pid. */
const Nothing = ({ wanted, select }) => html`
  <p class="empty" role="status">
    ${wanted ? html`Nothing in the tree is called “${wanted}”. <button class="link" onClick=${() => select(wanted)}>Look for a process of that name or pid</button>`
      : 'There are no supervisors.'}
  </p>`;

const Row = memo(({ node, depth, place, size, open, flashes, selected, focused }) => html`
  <div class=${`row ${node.kind}`} role="row" data-path=${node.path} data-status=${node.status} data-flashes=${flashes}
    aria-level=${depth + 1} aria-posinset=${place} aria-setsize=${size} aria-expanded=${open == null ? undefined : String(open)}
    aria-selected=${String(selected)} tabindex=${focused ? 0 : -1}>
    ${flashes > 0 && html`<span class="flash" key=${flashes}></span>`}
    <div class="who" role="gridcell">
      ${Array.from({ length: depth }, (_, level) => html`<span class="indent" key=${level}></span>`)}
      <span class="toggle" aria-hidden="true">${open != null && html`<${Icon} name="chevron" />`}</span>
      <${Status} status=${node.status} />
      <span class="label" title=${node.path}>${node.id}</span>
      <${Tags} node=${node} />
    </div>
    <div role="gridcell"><${MailboxBar} depth=${node.mailbox} max=${node.maxMailbox} /></div>
    <div role="gridcell" class="number"><${Restarts} node=${node} /></div>
    <div role="gridcell" class="number pid">${node.pid ?? '–'}</div>
  </div>`);

const Tags = ({ node }) => html`
  ${node.strategy && html`<span class="tag strategy">${node.strategy}</span>`}
  ${node.childCount != null && html`<span class="tag">${plural(node.childCount, 'child', 'children')}</span>`}
  ${node.restart && node.restart !== 'permanent' && html`<span class="tag strategy">${node.restart}</span>`}
  ${node.status !== 'running' && html`<span class=${`tag ${node.status === 'stuck' ? 'bad' : 'warn'}`}>${node.status}</span>`}
  ${node.intensityUsed > 0 && html`
    <span class=${`tag ${intensityLevel(node)}`} title="restarts used of those it makes before it gives up">
      ${count(node.intensityUsed)} of ${count(node.maxRestarts)} in ${duration(node.within)}
    </span>`}`;

const intensityLevel = ({ intensityUsed, maxRestarts }) =>
  intensityUsed >= maxRestarts ? 'bad' : intensityUsed * 3 >= maxRestarts ? 'warn' : '';

function Restarts({ node }) {
  const times = (node.restarts ?? 0) + (node.childRestarts ?? 0);
  const title = node.childRestarts == null ? undefined : `${plural(node.childRestarts, 'restart')} of its children`;
  return html`<span class=${`restarts ${times ? 'some' : 'zero'}`} title=${title}>${brief(times)}</span>`;
}

/** The rows to show, top to bottom; with a filter, what matches and all above it. */
function visible(nodes, roots, isOpen, wanted) {
  const words = wanted.trim().toLowerCase();
  const kept = words ? matching(nodes, words) : null;
  const rows = [];
  const add = (paths, depth) => {
    const shown = paths.filter((path) => nodes.has(path) && (!kept || kept.has(path)));
    shown.forEach((path, index) => {
      const node = nodes.get(path);
      const open = node.children?.length ? Boolean(kept) || isOpen(node) : null;
      rows.push({ node, depth, place: index + 1, size: shown.length, open });
      if (open) add(node.children, depth + 1);
    });
  };
  add(roots, 0);
  return rows;
}

function matching(nodes, words) {
  const kept = new Set();
  for (const node of nodes.values()) {
    if (node.id.toLowerCase().includes(words) || node.pid === words) {
      for (let path = node.path; path && !kept.has(path); path = nodes.get(path)?.parent) kept.add(path);
    }
  }
  return kept;
}

const keys = {
  ArrowDown: ({ rows, at, moveTo }) => at + 1 < rows.length && moveTo(rows[at + 1].node.path),
  ArrowUp: ({ rows, at, moveTo }) => at > 0 && moveTo(rows[at - 1].node.path),
  Home: ({ rows, moveTo }) => moveTo(rows[0].node.path),
  End: ({ rows, moveTo }) => moveTo(rows.at(-1).node.path),
  ArrowRight: ({ rows, at, moveTo, toggle }) => {
    if (rows[at].open === false) toggle(rows[at].node.path, true);
    else if (rows[at].open) moveTo(rows[at + 1].node.path);
  },
  ArrowLeft: ({ rows, at, moveTo, toggle }) => {
    if (rows[at].open) toggle(rows[at].node.path, false);
    else if (rows[at].node.parent) moveTo(rows[at].node.parent);
  },
  Enter: ({ rows, at, select }) => select(rows[at].node.path),
  ' ': ({ rows, at, select }) => select(rows[at].node.path),
};

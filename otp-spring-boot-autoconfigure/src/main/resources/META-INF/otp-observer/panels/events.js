import { time } from '../format.js';
import { memo } from '../memo.js';
import { html, useMemo, useState } from '../vendor/htm-preact.js';
import { Tabs } from './tabs.js';

const levels = { error: 'bad', warn: 'warn', info: '' };
const views = [['all', 'All'], ['error', 'Errors']];

/** The log of crashes, restarts and what else happened, the newest first, with the way that a failure went up the tree. */
export const Events = memo(({ events, select }) => {
  const [view, setView] = useState('all');
  const shown = useMemo(() => events.filter((event) => view === 'all' || event.level === 'error').reverse(), [events, view]);
  return html`
    <section class="card" aria-label="Events">
      <header><h2>Events</h2><div class="tools"><${Tabs} name="Events" names=${views} chosen=${view} choose=${setView} /></div></header>
      ${shown.length === 0
        ? html`<p class="empty">${view === 'all' ? 'Nothing has happened yet: no crash, no restart.' : 'No errors.'}</p>`
        : html`<ol class="events" tabindex="0" aria-label="Events, newest first">${shown.map((event) => html`<${Event} key=${event.id} event=${event} select=${select} />`)}</ol>`}
    </section>`;
});

const Event = memo(({ event, select }) => html`
  <li data-kind=${event.kind}>
    <time datetime=${event.at}>${time(event.at)}</time>
    <span class=${`kind ${event.kind === 'restart' ? 'good' : levels[event.level] ?? ''}`}>${event.kind.replaceAll('-', ' ')}</span>
    <div>
      <button class="link quiet" onClick=${() => select(event.path ?? event.pid)}>${event.text}</button>
      ${event.message && html`${' '}<span class="muted">while it handled ${event.message}</span>`}
      ${event.escalation?.length > 1 && html`<p class="path">went up: ${event.escalation.join(' → ')}</p>`}
      ${event.stack?.length > 0 && html`
        <details><summary class="muted">stack</summary><pre tabindex="0">${event.stack.join('\n')}</pre></details>`}
    </div>
  </li>`);

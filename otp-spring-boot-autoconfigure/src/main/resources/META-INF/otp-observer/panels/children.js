import { readProcesses } from '../api.js';
import { brief, count, plural } from '../format.js';
import { Icon, Status } from '../icons.js';
import { html, useEffect, useRef, useState } from '../vendor/htm-preact.js';

const PAGE = 20;
const LAST = 10_000; // the server does not count further
const TYPING = 250; // so long a search waits for the next key, in milliseconds
const EVERY = 2_000;
const FEW = 1_000; // so many are searched and sorted again and again
const orders = { pid: 'oldest first', mailbox: 'longest mailbox', messages: 'most messages', name: 'name' };

/** The children of a dynamic supervisor: the server sorts, searches and pages, whether there are ten or a million. */
export function Children({ supervisor, live, select }) {
  const [query, setQuery] = useState({ name: '', sort: 'pid', offset: 0 });
  const answer = useRows(supervisor, query, live);
  const { name, sort, offset } = query;
  const change = (part) => (event) => setQuery({ ...query, offset: 0, [part]: event.target.value });
  const turn = (by) => () => setQuery({ ...query, offset: Math.max(0, offset + by) });
  return html`
    <section aria-label="Children">
      <h3>${plural(supervisor.childCount, 'child', 'children')}</h3>
      <div class="query">
        <label class="field"><${Icon} name="search" /><span class="visually-hidden">Search by name or pid</span>
          <input type="search" placeholder="Name or pid" value=${name} onInput=${change('name')} />
        </label>
        <label><span class="visually-hidden">Order</span>
          <select class="field" value=${sort} onChange=${change('sort')}>
            ${Object.entries(orders).map(([key, title]) => html`<option key=${key} value=${key}>${title}</option>`)}
          </select>
        </label>
      </div>
      ${answer.problem && html`<p class="problem">${answer.problem}</p>`}
      <${Rows} rows=${answer.rows} select=${select} />
      <div class="pages">
        <button class="button" disabled=${offset === 0} onClick=${turn(-PAGE)}>Previous</button>
        <span class="muted" role="status">${summary(answer)}</span>
        <button class="button" disabled=${!answer.more || offset + PAGE > LAST} onClick=${turn(PAGE)}>Next</button>
      </div>
      ${answer.more && offset + PAGE > LAST && html`<p class="muted">The list ends here: search for the others.</p>`}
    </section>`;
}

/** Which rows these are: 21 to 40 of 200. */
function summary({ rows, offset, total, searched }) {
  const shown = rows.length ? `${count(offset + 1)} to ${count(offset + rows.length)}` : '';
  const all = total == null ? '' : ` of ${count(total)}`;
  return `${shown}${all}${searched == null ? '' : ` among the oldest ${count(searched)}`}`;
}

/** Reads a page of the list, and again and again where that costs the server little. */
function useRows({ path, childCount }, { name, sort, offset }, live) {
  const [answer, setAnswer] = useState({ rows: [] });
  const cheap = childCount <= FEW || (name === '' && sort === 'pid');
  const typed = useRef(name);
  useEffect(() => {
    const abort = new AbortController();
    let timer;
    const read = () =>
      readProcesses({ under: path, name, sort, offset, limit: PAGE }, abort.signal)
        .catch((failure) => ({ rows: [], problem: failure.message }))
        .then((next) => {
          if (abort.signal.aborted) return;
          setAnswer({ ...next, offset }); // until the next page is there, the rows keep their numbers
          if (live && cheap) timer = setTimeout(read, EVERY);
        });
    timer = setTimeout(read, typed.current === name ? 0 : TYPING);
    typed.current = name;
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [path, name, sort, offset, live, cheap]);
  return answer;
}

const Rows = ({ rows, select }) =>
  rows.length === 0
    ? html`<p class="muted">None.</p>`
    : html`
      <table class="narrow">
        <thead><tr><th>Process</th><th>Pid</th><th class="number">Mailbox</th><th class="number">Handled</th></tr></thead>
        <tbody>${rows.map((row) => html`
          <tr key=${row.pid}>
            <td><${Status} status=${row.status} /><button class="link" onClick=${() => select(row.pid)}>${row.name ?? row.pid}</button></td>
            <td class="pid">${row.pid}</td>
            <td class="number">${brief(row.mailbox)}</td>
            <td class="number">${brief(row.messagesHandled)}</td>
          </tr>`)}
        </tbody>
      </table>`;

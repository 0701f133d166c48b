import { readProcesses } from '../api.js';
import { brief, count, plural } from '../format.js';
import { Icon, Status } from '../icons.js';
import { html, useEffect, useState } from '../vendor/htm-preact.js';

const PAGE = 20;
const orders = { pid: 'oldest first', mailbox: 'longest mailbox', messages: 'most messages', name: 'name' };

/** The children of a dynamic supervisor: the server sorts, searches and pages, whether there are ten or a million. */
export function Children({ supervisor, select }) {
  const [name, setName] = useState('');
  const [sort, setSort] = useState('pid');
  const [offset, setOffset] = useState(0);
  const [answer, setAnswer] = useState({ rows: [] });
  useEffect(() => {
    const abort = new AbortController();
    readProcesses({ under: supervisor.path, name, sort, offset, limit: PAGE }, abort.signal)
      .then(setAnswer)
      .catch((failure) => !abort.signal.aborted && setAnswer({ rows: [], problem: failure.message }));
    return () => abort.abort();
  }, [supervisor.path, name, sort, offset]);
  const first = (change) => (event) => {
    setOffset(0);
    change(event.target.value);
  };
  return html`
    <section aria-label="Children">
      <h3>${plural(supervisor.childCount, 'child', 'children')}</h3>
      <div class="query">
        <label class="field"><${Icon} name="search" /><span class="visually-hidden">Search by name or pid</span>
          <input type="search" placeholder="Name or pid" value=${name} onInput=${first(setName)} />
        </label>
        <label><span class="visually-hidden">Order</span>
          <select class="field" value=${sort} onChange=${first(setSort)}>
            ${Object.entries(orders).map(([key, title]) => html`<option key=${key} value=${key}>${title}</option>`)}
          </select>
        </label>
      </div>
      ${answer.problem && html`<p class="problem">${answer.problem}</p>`}
      <${Rows} rows=${answer.rows} select=${select} />
      <div class="pages">
        <button class="button" disabled=${offset === 0} onClick=${() => setOffset(Math.max(0, offset - PAGE))}>Previous</button>
        <span class="muted">${answer.rows.length ? `${count(offset + 1)} to ${count(offset + answer.rows.length)}` : ''}${answer.total == null ? '' : ` of ${count(answer.total)}`}</span>
        <button class="button" disabled=${!answer.more} onClick=${() => setOffset(offset + PAGE)}>Next</button>
      </div>
    </section>`;
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

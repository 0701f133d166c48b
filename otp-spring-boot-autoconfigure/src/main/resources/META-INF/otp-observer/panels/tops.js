import { brief, duration, percent, rate, simpleName } from '../format.js';
import { Status } from '../icons.js';
import { memo } from '../memo.js';
import { html, useState } from '../vendor/htm-preact.js';
import { MailboxBar } from './bar.js';
import { Tabs } from './tabs.js';

const orders = {
  mailbox: { title: 'Mailbox', empty: 'No message waits anywhere.', value: (row) => html`<${MailboxBar} depth=${row.mailbox} max=${row.maxMailbox} />` },
  restarts: { title: 'Restarts', empty: 'Nothing has been restarted.', value: (row) => brief(row.restarts) },
  busy: { title: 'Busy', empty: 'Nobody has anything to do.', value: (row) => (row.busy == null ? rate(row.messagesPerSecond) : percent(row.busy)) },
  memory: { title: 'Memory', empty: 'No sizes are known.', value: (row) => brief(row.memory) },
};

/** The longest mailboxes, the most restarts, the busiest. */
export const Tops = memo(({ top, select }) => {
  const [order, setOrder] = useState('mailbox');
  const known = Object.keys(orders).filter((name) => top[name]);
  const { title, empty, value } = orders[order];
  const rows = top[order] ?? [];
  return html`
    <section class="card" aria-label="Top lists">
      <header>
        <h2>Top ten</h2>
        <div class="tools"><${Tabs} name="Top ten by" chosen=${order} choose=${setOrder} names=${known.map((name) => [name, orders[name].title])} /></div>
      </header>
      ${rows.length === 0 ? html`<p class="empty">${empty}</p>` : html`
        <table>
          <thead><tr><th>Process</th><th>Pid</th><th class=${order === 'mailbox' ? '' : 'number'}>${title}</th></tr></thead>
          <tbody>${rows.map((row) => html`<${Row} key=${row.pid} row=${row} value=${value(row)} select=${select} number=${order !== 'mailbox'} />`)}</tbody>
        </table>`}
    </section>`;
});

const Row = ({ row, value, select, number }) => html`
  <tr>
    <td>
      <${Status} status=${row.status} />
      <button class="link" onClick=${() => select(row.path ?? row.pid)}>${row.name ?? simpleName(row.type)}</button>
      ${row.handlerMillis > 1000 && html`<span class="tag warn">in its handler for ${duration(row.handlerMillis)}</span>`}
    </td>
    <td class="pid">${row.pid}</td>
    <td class=${number ? 'number' : 'wide-value'}>${value}</td>
  </tr>`;

import { brief, percent, rate, simpleName } from '../format.js';
import { Status } from '../icons.js';
import { memo } from '../memo.js';
import { html, useState } from '../vendor/htm-preact.js';
import { MailboxBar, ShareBar } from './bar.js';
import { Tabs } from './tabs.js';

// a number, a bar where there is a most, or both
const orders = {
  mailbox: { title: 'Mailbox', empty: 'No message waits anywhere.', bar: ({ mailbox, maxMailbox }) => html`<${MailboxBar} depth=${mailbox} max=${maxMailbox} />` },
  restarts: { title: 'Restarts', empty: 'Nothing has been restarted.', number: ({ restarts }) => brief(restarts) },
  busy: {
    title: 'Busy',
    empty: 'Nobody has anything to do.',
    bar: ({ busy }) => busy != null && html`<${ShareBar} share=${busy} words=${percent(busy)} />`,
    number: ({ messagesPerSecond }) => rate(messagesPerSecond),
  },
};

const titles = Object.entries(orders).map(([order, { title }]) => [order, title]);

/** The longest mailboxes, the most restarts, the busiest. */
export const Tops = memo(({ top, select }) => {
  const [order, setOrder] = useState(top.mailbox?.length ? 'mailbox' : 'busy');
  const { title, empty, bar, number } = orders[order];
  const rows = top[order] ?? [];
  const bars = bar && rows.some((row) => bar(row));
  return html`
    <section class="card" aria-label="Top lists">
      <header>
        <h2>Top ten</h2>
        <div class="tools"><${Tabs} name="Top ten by" chosen=${order} choose=${setOrder} names=${titles} /></div>
      </header>
      ${rows.length === 0 ? html`<p class="empty">${empty}</p>` : html`
        <table>
          <thead><tr>
            <th>Process</th><th>Pid</th>
            ${bars && html`<th>${title}</th>`}
            ${number && html`<th class="number">${bars ? 'Handled' : title}</th>`}
          </tr></thead>
          <tbody>${rows.map((row) => html`
            <tr key=${row.pid}>
              <td><${Status} status=${row.status} /><button class="link" onClick=${() => select(row.path ?? row.pid)}>${row.name ?? simpleName(row.type)}</button></td>
              <td class="pid">${row.pid}</td>
              ${bars && html`<td class="wide-value">${bar(row)}</td>`}
              ${number && html`<td class="number">${number(row)}</td>`}
            </tr>`)}
          </tbody>
        </table>`}
    </section>`;
});

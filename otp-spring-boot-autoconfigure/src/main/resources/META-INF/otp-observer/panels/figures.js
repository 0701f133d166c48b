import { brief, count, percent, plural, rate } from '../format.js';
import { memo } from '../memo.js';
import { html } from '../vendor/htm-preact.js';

/** The headline figures. */
export const Figures = memo(({ figures, schedulers }) => {
  const busy = schedulers.threads ? schedulers.busy / schedulers.threads : 0;
  const held = schedulers.setAside + figures.leftovers;
  return html`
    <dl class="figures wide">
      <${Figure} name="Processes" value=${brief(figures.processes)} id="processes"
        note=${`${count(figures.processesStarted)} started so far`} />
      <${Figure} name="Restarts" value=${brief(figures.restarts)} id="restarts"
        level=${figures.restartsLastMinute ? 'warn' : ''} note=${`${count(figures.restartsLastMinute)} in the last minute`} />
      <${Figure} name="Crashes" value=${brief(figures.crashes)} id="crashes"
        level=${figures.crashesLastMinute ? 'bad' : ''} note=${`${count(figures.crashesLastMinute)} in the last minute`} />
      <${Figure} name="Mailboxes" value=${brief(figures.mailbox)} id="mailboxes"
        note=${`${figures.mailboxMax ? `longest ${brief(figures.mailboxMax)}, ` : ''}${rate(figures.messagesPerSecond)} handled`} />
      <${Figure} name="Schedulers" value=${percent(busy)} id="schedulers" level=${held ? 'warn' : ''}
        note=${held ? plural(held, 'thread held', 'threads held') : `${plural(schedulers.threads, 'thread')}, ${count(schedulers.queued)} queued`} />
    </dl>`;
});

const Figure = ({ name, value, note, level, id }) => html`
  <div class="card figure">
    <dt>${name}</dt>
    <dd class=${`value ${level ?? ''}`} data-figure=${id}>${value}</dd>
    <dd class="note" title=${note}>${note}</dd>
  </div>`;

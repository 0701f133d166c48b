import { count, duration, plural } from '../format.js';
import { memo } from '../memo.js';
import { html } from '../vendor/htm-preact.js';
import { ShareBar } from './bar.js';

/** What the threads do, and which handlers hold one for too long. */
export const Schedulers = memo(({ schedulers, select }) => {
  const { threads, busy, queued, setAside, virtual, cpu, leftovers = [], stuck = [] } = schedulers;
  return html`
    <section class="card" aria-label="Schedulers">
      <header><h2>Schedulers</h2><span class="tools muted">${plural(threads, 'thread')}</span></header>
      <div class="body meters">
        <div class="line"><span>Busy</span><${ShareBar} share=${threads ? busy / threads : 0} words=${`${count(busy)} of ${count(threads)}`} /></div>
        <div class="line"><span>Queued</span><${ShareBar} share=${queued / (queued + 10)} words=${`${count(queued)} waiting`} /></div>
        <dl class="facts">
          <dt>Blocking</dt><dd>${plural(virtual, 'process', 'processes')} on virtual threads</dd>
          <dt>Computing</dt><dd>${plural(cpu, 'process', 'processes')} on threads of their own</dd>
          <dt>Set aside</dt><dd>${setAside ? `${plural(setAside, 'thread')}, because a handler did not return` : 'no thread'}</dd>
        </dl>
      </div>
      <${Held} title="Handlers that do not return" processes=${stuck} select=${select} />
      <${Held} title="Killed, but still running" processes=${leftovers} select=${select} />
    </section>`;
});

const Held = ({ title, processes, select }) =>
  processes.length > 0 && html`
    <div class="body held">
      <h3>${title}</h3>
      ${processes.map((each) => html`
        <details key=${each.pid}>
          <summary>
            <button class="link" onClick=${() => select(each.path ?? each.pid)}>${each.name ?? each.pid}</button>
            ${each.millis != null && html`${' '}<span class="muted">for ${duration(each.millis)}</span>`}
          </summary>
          ${each.stack?.length > 0 && html`<pre tabindex="0">${each.stack.join('\n')}</pre>`}
        </details>`)}
    </div>`;

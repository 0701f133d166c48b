import { readProcess } from '../api.js';
import { count, duration, percent, plural, rate, simpleName, time } from '../format.js';
import { Icon, Status } from '../icons.js';
import { html, useEffect, useRef, useState } from '../vendor/htm-preact.js';
import { Actions } from './actions.js';
import { MailboxBar } from './bar.js';
import { Children } from './children.js';

const EVERY = 2_000; // how often an open panel reads its process again, in milliseconds

/** One process in full. What is known from the tree is shown at once, the rest when it has been read. */
export function Process({ process, node, live, select }) {
  const { detail, problem } = useDetail(process, live, node?.pid);
  const pid = node ? node.pid : detail?.pid;
  const name = node?.id ?? detail?.name ?? detail?.label ?? pid ?? process;
  const status = node?.status ?? treeStatus(detail?.status);
  const panel = useRef(null);
  const close = () => select(null);
  useEffect(() => {
    // On a small screen it lies over the rest, so the keyboard goes there.
    if (getComputedStyle(panel.current).position === 'fixed') panel.current.focus();
  }, [process]);
  return html`
    <section class="card process" aria-label=${`Process ${name}`} ref=${panel} tabindex="-1"
      data-process=${process} onKeyDown=${(event) => event.key === 'Escape' && !event.target.closest('dialog') && close()}>
      <header>
        ${status && html`<${Status} status=${status} />`}
        <h2>${name}</h2><span class="pid">${pid}</span>
        <div class="tools"><button class="icon-button" aria-label="Close the process" onClick=${close}><${Icon} name="close" /></button></div>
      </header>
      ${problem && html`<p class="problem" role="status">${problem}</p>`}
      ${detail && html`
        <${Actions} key=${process} process=${process} name=${name} granted=${detail.actions ?? []} />
        <${Facts} detail=${detail} node=${node} select=${select} />
        ${node?.childCount != null && html`<${Children} key=${process} supervisor=${node} select=${select} />`}
        <${Values} key=${`values of ${process}`} process=${process} detail=${detail} />
        <${Lines} title="What its thread is doing" lines=${detail.stack} none="It has no thread just now." />
        <${Relations} detail=${detail} select=${select} />
        <${Crashes} crashes=${detail.crashes ?? []} />`}
    </section>`;
}

/** Reads a process again and again while it is shown, and at once when its pid changes. */
function useDetail(process, live, pid) {
  const [answer, setAnswer] = useState({});
  useEffect(() => {
    const abort = new AbortController();
    let timer;
    const read = async () => {
      try {
        const detail = await readProcess(process, { signal: abort.signal });
        setAnswer({ process, detail });
      } catch (failure) {
        if (abort.signal.aborted) return;
        setAnswer((before) => ({ process, detail: before.process === process ? before.detail : null, problem: failure.message }));
        if (failure.status === 404) return;
      }
      if (live) timer = setTimeout(read, EVERY);
    };
    read();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [process, live, pid]);
  return answer.process === process ? answer : {};
}

/** Of a process outside the trees only the scheduler's status is known. */
const treeStatus = (status) => (['waiting', 'runnable', 'running'].includes(status) ? 'running' : status);

const Fact = ({ name, children }) => html`<dt>${name}</dt><dd>${children}</dd>`;

function Facts({ detail, node, select }) {
  const { supervision, handling } = detail;
  return html`
    <section aria-label="Facts">
      <dl class="facts">
        ${detail.type && html`<${Fact} name="Behaviour"><span title=${detail.type}>${simpleName(detail.type)}</span><//>`}
        <${Fact} name="Status">${detail.status}${detail.execution && detail.execution !== 'auto' ? `, ${detail.execution}` : ''}<//>
        ${handling && html`<${Fact} name="Handling">${simpleName(handling.type)} for ${duration(handling.millis)}<//>`}
        ${supervision && html`
          <${Fact} name="Supervisor">
            <button class="link" onClick=${() => select(supervision.supervisor)}>${supervision.supervisor}</button>
          <//>`}
        ${node?.strategy && html`<${Fact} name="Strategy">${node.strategy}, at most ${plural(node.maxRestarts, 'restart')} within ${duration(node.within)}<//>`}
        ${supervision?.restart && html`
          <${Fact} name="Restarts">
            ${count(supervision.restarts)}, ${supervision.restart}${supervision.failedStarts ? `, ${plural(supervision.failedStarts, 'failed start')}` : ''}
          <//>`}
        ${detail.startedAt && html`<${Fact} name="Started">${time(detail.startedAt)}, ${duration(Date.now() - Date.parse(detail.startedAt))} ago<//>`}
        ${detail.mailboxDepth != null && html`<${Fact} name="Mailbox"><${MailboxBar} depth=${detail.mailboxDepth} max=${detail.maxMailbox} /><//>`}
        ${detail.maxMailbox != null && html`<${Fact} name="When full">${detail.overflow}, ${plural(detail.messagesDropped ?? 0, 'message')} dropped so far<//>`}
        ${detail.messagesHandled != null && html`
          <${Fact} name="Handled">${plural(detail.messagesHandled, 'message')}${detail.messagesPerSecond == null ? '' : `, ${rate(detail.messagesPerSecond)}`}<//>`}
        ${detail.busy != null && html`<${Fact} name="Busy">${percent(detail.busy)} of the time<//>`}
        ${detail.trapsExits && html`<${Fact} name="Exits">trapped: exit signals become messages<//>`}
      </dl>
    </section>`;
}

/** State and waiting messages. They are read only on demand: for its state the process itself is asked. */
function Values({ process, detail }) {
  const [values, setValues] = useState(null);
  const read = () =>
    readProcess(process, { values: true })
      .then(setValues)
      .catch((failure) => setValues({ failed: failure.message }));
  if (!detail.pid) return null;
  return html`
    <section aria-label="State and messages">
      <h3>State and messages</h3>
      <button class="button" data-show="values" onClick=${read}>${values ? 'Read again' : 'Show'}</button>
      <div role="status">
        ${values?.failed && html`<p>${values.failed}</p>`}
        ${values?.state && html`<${State} state=${values.state} />`}
        ${values?.messages && html`<${Messages} messages=${values.messages} />`}
      </div>
    </section>`;
}

const hidden = 'hidden: otp.endpoint.show-values says who may see it';
const absent = { hidden, busy: 'the process did not answer in time', none: 'it has none that it could show' };

const State = ({ state }) => html`
  <p class="muted">State${state.value == null ? `: ${absent[state.availability] ?? state.availability}` : ''}</p>
  ${state.value != null && html`<pre class="text">${state.value}</pre>`}`;

const Messages = ({ messages }) => html`
  <p class="muted">First messages${messages.first?.length ? '' : `: ${messages.availability === 'hidden' ? hidden : 'none wait'}`}</p>
  ${messages.first?.length > 0 && html`<pre class="text">${messages.first.map((message) => message.value ?? message.type).join('\n')}</pre>`}`;

const Lines = ({ title, lines, none }) => html`
  <section aria-label=${title}>
    <h3>${title}</h3>
    ${lines?.length ? html`<pre tabindex="0">${lines.join('\n')}</pre>` : html`<p class="muted">${none}</p>`}
  </section>`;

function Relations({ detail, select }) {
  const known = [
    ['Ancestors', detail.ancestors, detail.ancestors?.length],
    ['Links', detail.links, detail.linkCount],
  ].filter(([, pids]) => pids?.length);
  return html`
    <section aria-label="Links and monitors">
      <h3>Links and monitors</h3>
      <dl class="facts">
        ${known.map(([title, pids, total]) => html`
          <${Fact} name=${title} key=${title}>
            <span class="pids">
              ${pids.map((pid) => html`<button class="link pid" key=${pid} onClick=${() => select(pid)}>${pid}</button>`)}
              ${total > pids.length && html`<span class="muted">and ${count(total - pids.length)} more</span>`}
            </span>
          <//>`)}
        <${Fact} name="Monitors">watches ${count(detail.monitors ?? 0)}, watched by ${count(detail.monitoredBy ?? 0)}<//>
      </dl>
    </section>`;
}

const Crashes = ({ crashes }) => html`
  <section aria-label="Last crashes">
    <h3>Last crashes</h3>
    ${crashes.length === 0 && html`<p class="muted">None that are remembered.</p>`}
    ${crashes.map((crash) => html`
      <details key=${crash.id}>
        <summary><time>${time(crash.at)}</time> ${crash.reason ?? crash.text}</summary>
        <p class="muted">${crash.text}</p>
        ${crash.stack?.length > 0 && html`<pre tabindex="0">${crash.stack.join('\n')}</pre>`}
      </details>`)}
  </section>`;

import { readProcess } from '../api.js';
import { count, duration, percent, plural, rate, simpleName, time } from '../format.js';
import { Icon, Status } from '../icons.js';
import { html, useEffect, useMemo, useRef, useState } from '../vendor/htm-preact.js';
import { Actions } from './actions.js';
import { MailboxBar, ShareBar } from './bar.js';
import { Children } from './children.js';
import { Trace } from './trace.js';

const EVERY = 2_000; // how often an open panel reads its process again, in milliseconds
const EVERY_TRACED = 1_000;

/** One process in full. What is known from the tree is shown at once, the rest when it has been read. */
export function Process({ process, node, nodes, live, select }) {
  const { detail, perSecond, problem, again } = useDetail(process, live, node?.pid);
  const pid = node ? node.pid : detail?.pid;
  const name = node?.id ?? detail?.name ?? detail?.label ?? pid ?? process;
  const status = node?.status ?? treeStatus(detail?.status);
  const panel = useRef(null);
  const close = useFocus(panel, process, () => select(null));
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
        <${Actions} key=${process} process=${process} name=${name} below=${below(node)} granted=${detail.actions ?? []} done=${again} />
        <${Facts} detail=${detail} perSecond=${perSecond} node=${node} select=${select} />
        ${node?.childCount != null && html`<${Children} key=${process} supervisor=${node} live=${live} select=${select} />`}
        ${detail.trace && html`<${Trace} trace=${detail.trace} />`}
        <${Values} key=${`values of ${process}`} process=${process} detail=${detail} />
        <${Lines} title="What its thread is doing" lines=${detail.stack} none="It has no thread just now." />
        <${Relations} detail=${detail} nodes=${nodes} select=${select} />`}
    </section>`;
}

/** Reads a process again and again while it is shown, and at once when its pid changes or something was done to it. */
function useDetail(process, live, pid) {
  const [answer, setAnswer] = useState({});
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    let timer;
    const read = async () => {
      let next = EVERY;
      try {
        const detail = await readProcess(process, { signal: abort.signal });
        const at = performance.now();
        setAnswer((before) => ({ process, detail, at, perSecond: rateBetween(before, { process, detail, at }) }));
        if (detail.trace?.on) next = EVERY_TRACED;
      } catch (failure) {
        if (abort.signal.aborted) return;
        setAnswer((before) => ({ process, detail: before.process === process ? before.detail : null, problem: failure.message }));
        if (failure.status === 404) return;
      }
      if (live) timer = setTimeout(read, next);
    };
    read();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [process, live, pid, asked]);
  const again = () => setAsked((times) => times + 1);
  return answer.process === process ? { ...answer, again } : {};
}

/** How many messages it handles each second, from the last two times it was read; those too near to each other tell nothing. */
function rateBetween(before, { process, detail, at }) {
  if (before.process !== process || before.detail?.pid !== detail.pid || before.at == null) return null;
  const seconds = (at - before.at) / 1000;
  return seconds < 0.5 ? before.perSecond : (detail.messagesHandled - before.detail.messagesHandled) / seconds;
}

/**
 * Who chooses a process by the keyboard goes on in its panel, and so does everybody on a small screen, where it lies over
 * the rest. Closing it leads back to where one came from.
 */
function useFocus(panel, process, close) {
  const origin = useRef(null);
  useEffect(() => {
    const { activeElement, body } = document;
    const fromInside = origin.current && activeElement === body; // the link that led here is gone
    if (!fromInside) origin.current = activeElement;
    if (fromInside || activeElement.matches(':focus-visible') || getComputedStyle(panel.current).position === 'fixed') {
      panel.current.focus({ preventScroll: true });
    }
    const { top } = panel.current.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.8) panel.current.scrollIntoView();
  }, [process]);
  return () => {
    close();
    if (origin.current?.isConnected) origin.current.focus();
  };
}

/** How many processes are directly below it. */
const below = (node) => node?.childCount ?? node?.children?.length ?? 0;

/** Of a process outside the trees only the scheduler's status is known. */
const treeStatus = (status) => (['waiting', 'runnable', 'running'].includes(status) ? 'running' : status);

const executions = { blocking: ', on virtual threads', cpu: ', on a thread of its own' };

const Fact = ({ name, children }) => html`<dt>${name}</dt><dd>${children}</dd>`;

function Facts({ detail, perSecond, node, select }) {
  const { supervision, handling, messages } = detail;
  return html`
    <section aria-label="Facts">
      <dl class="facts">
        ${detail.type && html`<${Fact} name="Behaviour"><span title=${detail.type}>${behaviour(detail, node)}</span><//>`}
        <${Fact} name="Status">${detail.status}${executions[detail.execution]}<//>
        ${handling && html`<${Fact} name="Handling">${handling.type ? simpleName(handling.type) : 'a message'} for ${duration(handling.millis)}<//>`}
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
        ${messages?.types?.length > 0 && html`
          <${Fact} name="Waiting">
            <ol class="waiting" aria-label="The first messages, oldest first">
              ${runs(messages.types).map(({ type, times }) => html`<li>${simpleName(type)}${times > 1 && ` × ${times}`}</li>`)}
              ${detail.mailboxDepth > messages.types.length && html`<li class="more">and ${count(detail.mailboxDepth - messages.types.length)} more</li>`}
            </ol>
          <//>`}
        ${detail.messagesHandled != null && html`
          <${Fact} name="Handled">${plural(detail.messagesHandled, 'message')}${perSecond == null ? '' : `, ${rate(perSecond)}`}<//>`}
        ${detail.busy != null && html`<${Fact} name="Busy"><${ShareBar} share=${detail.busy} words=${percent(detail.busy)} /><//>`}
        ${detail.trapsExits && html`<${Fact} name="Exits">trapped: exit signals become messages<//>`}
      </dl>
    </section>`;
}

/** Supervisors are all of the same class, which says nothing. */
const behaviour = ({ type }, node) =>
  node?.kind === 'supervisor' ? (node.childCount == null ? 'supervisor' : 'dynamic supervisor') : simpleName(type);

/** Those of the same type that follow each other, together. */
function runs(types) {
  const found = [];
  for (const type of types) {
    if (found.at(-1)?.type === type) found.at(-1).times++;
    else found.push({ type, times: 1 });
  }
  return found;
}

/**
 * Its state, the messages that wait for it and what it crashed of. Contents are read only on demand: for its state the
 * process itself is asked.
 */
function Values({ process, detail }) {
  const [values, setValues] = useState(null);
  const read = () =>
    readProcess(process, { values: true })
      .then(setValues)
      .catch((failure) => setValues({ state: { availability: 'failed', why: failure.message } }));
  return html`
    ${detail.pid && html`
      <section aria-label="State and messages">
        <h3>${detail.messages ? 'State and messages' : 'State'}</h3>
        <button class="button" data-show="values" onClick=${read}>${values ? 'Read again' : 'Show'}</button>
        <div role="status">
          ${values?.state && html`<${State} state=${values.state} />`}
          ${values?.messages && html`<${Messages} messages=${values.messages} />`}
        </div>
      </section>`}
    <${Crashes} crashes=${detail.crashes ?? []} states=${new Map(values?.crashes?.map(({ id, state }) => [id, state]))} />`;
}

const hidden = 'Hidden: otp.endpoint.show-values says who may see it.';

const noState = { hidden, busy: 'The process did not answer in time.', none: 'It has none that it could show.' };

const State = ({ state: { value, availability, why } }) =>
  value == null ? html`<p class="muted">${noState[availability] ?? why}</p>` : html`<pre class="text" tabindex="0">${value}</pre>`;

/** What is hidden was said of the state already. */
const Messages = ({ messages: { first, availability } }) =>
  availability !== 'hidden' && html`
    <h3>The first messages that wait</h3>
    ${first?.length ? html`<pre class="text" tabindex="0">${first.join('\n')}</pre>` : html`<p class="muted">None.</p>`}`;

const Lines = ({ title, lines, none }) => html`
  <section aria-label=${title}>
    <h3>${title}</h3>
    ${lines?.length ? html`<pre tabindex="0">${lines.join('\n')}</pre>` : html`<p class="muted">${none}</p>`}
  </section>`;

/** Those in the tree have names, the others pids. */
function Relations({ detail, nodes, select }) {
  const names = useMemo(() => new Map([...nodes.values()].map(({ pid, id }) => [pid, id])), [nodes]);
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
              ${pids.map((pid) => html`
                <button class=${`link ${names.has(pid) ? '' : 'pid'}`} key=${pid} title=${pid} onClick=${() => select(pid)}>${names.get(pid) ?? pid}</button>`)}
              ${total > pids.length && html`<span class="muted">and ${count(total - pids.length)} more</span>`}
            </span>
          <//>`)}
        <${Fact} name="Monitors">watches ${count(detail.monitors ?? 0)}, watched by ${count(detail.monitoredBy ?? 0)}<//>
      </dl>
    </section>`;
}

const Crashes = ({ crashes, states }) => html`
  <section aria-label="Last crashes">
    <h3>Last crashes</h3>
    ${crashes.length === 0 && html`<p class="muted">None that are remembered.</p>`}
    ${crashes.map((crash) => html`
      <details key=${crash.id}>
        <summary><time datetime=${crash.at}>${time(crash.at)}</time> ${crash.reason ?? crash.text}</summary>
        <p class="muted">${crash.text}${crash.message ? `, while it handled ${crash.message}` : ''}</p>
        ${states.get(crash.id) && html`<pre class="text" tabindex="0">${states.get(crash.id)}</pre>`}
        ${crash.stack?.length > 0 && html`<pre tabindex="0">${crash.stack.join('\n')}</pre>`}
      </details>`)}
  </section>`;

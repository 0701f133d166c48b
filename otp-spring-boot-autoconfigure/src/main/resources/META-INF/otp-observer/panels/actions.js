import { act } from '../api.js';
import { plural } from '../format.js';
import { html, useEffect, useRef, useState } from '../vendor/htm-preact.js';

// What can be done to a process. The server says which actions are granted and make sense; only those are here.

const actions = {
  restart: { title: 'Restart', wide: true, question: 'stops it and starts it again. What it was doing is lost.' },
  suspend: { title: 'Suspend', question: 'makes it handle nothing until it is resumed. Messages wait in its mailbox.' },
  resume: { title: 'Resume', question: 'lets it go on with the messages that wait for it.' },
  trace: { title: 'Trace', question: 'keeps its last messages, and the time that each takes, until nobody looks any more. It costs the process a little.' },
  untrace: { title: 'Stop the trace', question: 'forgets the messages that were kept.' },
  terminate: { title: 'Terminate', wide: true, danger: true, question: 'stops it. It stays down until it is restarted by hand or with its group.' },
};

const begun = {
  restart: 'Restarting',
  suspend: 'Suspending',
  resume: 'Resuming',
  trace: 'Tracing',
  untrace: 'No longer tracing',
  terminate: 'Stopping',
};

const SAID_FOR = 6_000; // how long it stands there that something was begun, in milliseconds

export function Actions({ process, name, below, granted, done }) {
  const [asking, setAsking] = useState(null);
  const [outcome, setOutcome] = useState(null);
  useEffect(() => {
    const timer = outcome?.good && setTimeout(() => setOutcome(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);
  const known = Object.keys(actions).filter((action) => granted.includes(action));
  if (known.length === 0) return null;

  const answered = async (yes) => {
    const action = asking;
    setAsking(null);
    if (!yes) return;
    try {
      await act(process, action);
      setOutcome({ good: true, text: `${begun[action]} ${name}.` });
      done();
    } catch (refusal) {
      setOutcome({ good: false, text: refusal.message });
    }
  };
  return html`
    <section aria-label="Actions">
      <div class="actions">
        ${known.map((action) => html`
          <button key=${action} class=${`button ${actions[action].danger ? 'danger' : ''}`} data-action=${action}
            onClick=${() => setAsking(action)}>${actions[action].title}</button>`)}
      </div>
      <p class=${outcome ? (outcome.good ? 'done' : 'problem') : ''} role="status">${outcome?.text}</p>
      ${asking && html`<${Question} action=${actions[asking]} name=${name} below=${below} answered=${answered} />`}
    </section>`;
}

/** Asks once. The browser's own dialog keeps the focus inside, closes on Escape, and gives the focus back. */
function Question({ action, name, below, answered }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const answer = (words) => () => dialog.current.close(words);
  return html`
    <dialog ref=${dialog} onClose=${() => answered(dialog.current.returnValue === 'yes')} aria-labelledby="question" aria-describedby="consequence">
      <h2 id="question">${action.title} ${name}?</h2>
      <p id="consequence">This ${action.question}${action.wide && below > 0 && ` The same goes for ${below === 1 ? 'the child' : `its ${plural(below, 'child', 'children')}`} and all below.`}</p>
      <div class="answers">
        <button class="button" onClick=${answer('no')}>Cancel</button>
        <button class=${`button ${action.danger ? 'danger' : 'primary'}`} data-answer="yes" onClick=${answer('yes')}>${action.title}</button>
      </div>
    </dialog>`;
}

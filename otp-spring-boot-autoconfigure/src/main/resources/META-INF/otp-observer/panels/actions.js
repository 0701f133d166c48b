import { act } from '../api.js';
import { html, useEffect, useRef, useState } from '../vendor/htm-preact.js';

// What can be done to a process. The server says which actions are granted and make sense; only those are here.

const actions = {
  restart: { title: 'Restart', question: 'stops it and starts it again. What it was doing is lost.' },
  suspend: { title: 'Suspend', question: 'makes it handle nothing until it is resumed. Messages wait in its mailbox.' },
  resume: { title: 'Resume', question: 'lets it go on with the messages that wait for it.' },
  terminate: { title: 'Terminate', danger: true, question: 'stops it. It stays down until it is restarted by hand or with its group.' },
};

const begun = { restart: 'Restarting', suspend: 'Suspending', resume: 'Resuming', terminate: 'Stopping' };

export function Actions({ process, name, granted }) {
  const [asking, setAsking] = useState(null);
  const [outcome, setOutcome] = useState(null);
  const known = Object.keys(actions).filter((action) => granted.includes(action));
  if (known.length === 0) return null;

  const confirmed = async () => {
    const action = asking;
    setAsking(null);
    try {
      await act(process, action);
      setOutcome({ good: true, text: `${begun[action]} ${name}.` });
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
      ${asking && html`<${Question} action=${actions[asking]} name=${name} confirm=${confirmed} cancel=${() => setAsking(null)} />`}
    </section>`;
}

/** Asks once. The browser's own dialog keeps the focus inside and closes on Escape. */
function Question({ action, name, confirm, cancel }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  return html`
    <dialog ref=${dialog} onClose=${cancel} aria-labelledby="question">
      <h2 id="question">${action.title} ${name}?</h2>
      <p>This ${action.question}</p>
      <div class="answers">
        <button class="button" onClick=${cancel}>Cancel</button>
        <button class=${`button ${action.danger ? 'danger' : 'primary'}`} data-answer="yes" onClick=${confirm}>${action.title}</button>
      </div>
    </dialog>`;
}

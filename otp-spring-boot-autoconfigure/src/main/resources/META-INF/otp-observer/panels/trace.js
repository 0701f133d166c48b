import { duration, exactTime, plural } from '../format.js';
import { html } from '../vendor/htm-preact.js';

const kinds = { in: 'got', out: 'answered', continue: 'went on', consume: 'took up again', enter: 'entered' };

const words = (kind) => kinds[kind] ?? kind.replaceAll('-', ' ');

/** What a traced process got and did last, the newest first, with the time that each message took. */
export const Trace = ({ trace: { events = [] } }) => html`
  <section aria-label="Trace">
    <h3>Trace${events.length ? `: the last ${plural(events.length, 'event')}` : ''}</h3>
    ${events.length === 0 ? html`<p class="muted">Nothing has come since the trace was switched on.</p>` : html`
      <div class="trace" tabindex="0" role="group" aria-label="The last events, newest first">
        <table class="narrow">
          <thead><tr><th>At</th><th>Event</th><th>Message</th><th class="number">Took</th></tr></thead>
          <tbody>${events.toReversed().map(({ at, kind, message, micros }) => html`
            <tr data-kind=${kind}>
              <td><time datetime=${at}>${exactTime(at)}</time></td>
              <td>${words(kind)}</td>
              <td class="message" title=${message}>${message}</td>
              <td class="number">${micros == null ? '' : duration(micros / 1000)}</td>
            </tr>`)}
          </tbody>
        </table>
      </div>`}
  </section>`;

import { count } from '../format.js';
import { Icon } from '../icons.js';
import { memo } from '../memo.js';
import { html } from '../vendor/htm-preact.js';

const SHOWN = 6;

/** What needs attention, in sentences; one line if nothing does. */
export const Attention = memo(({ found, select }) => html`
  <section class="card attention wide" aria-label="What needs attention">
    <ul>
      ${found.length === 0 && html`<li class="good"><${Icon} name="check" /><span>Nothing needs attention.</span></li>`}
      ${found.slice(0, SHOWN).map(({ level, text, why, process }) => html`
        <li class=${level}>
          <${Icon} name="warning" />
          <span><button class="link quiet" onClick=${() => select(process)}>${text}</button>${' '}${why && html`<span class="why">${why}</span>`}</span>
        </li>`)}
      ${found.length > SHOWN && html`<li><span class="muted">and ${count(found.length - SHOWN)} more</span></li>`}
    </ul>
  </section>`);

import { brief, count } from '../format.js';
import { html } from '../vendor/htm-preact.js';

const SCALE = Math.log10(10_001);

/**
 * How many messages wait, as a bar: of the limit if there is one, else on a scale that shows one message as well as ten
 * thousand. Only bars with a limit, or really long ones, are coloured.
 */
export function MailboxBar({ depth, max }) {
  const share = max ? depth / max : Math.log10(depth + 1) / SCALE;
  const level = max ? (share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : '') : depth >= 1_000 ? 'warn' : '';
  const words = `${count(depth)} ${depth === 1 ? 'message' : 'messages'}${max ? ` of at most ${count(max)}` : ''}`;
  return html`
    <div class="bar" title=${words} aria-label=${words} role="img">
      <div class="track"><div class=${`fill ${level}`} style=${{ width: `${Math.min(share, 1) * 100}%` }}></div></div>
      <span class=${`amount ${depth ? 'some' : 'zero'}`}>${brief(depth)}</span>
    </div>`;
}

/** A share of something, in words beside it. */
export const ShareBar = ({ share, level, words }) => html`
  <div class="bar">
    <div class="track"><div class=${`fill ${level ?? ''}`} style=${{ width: `${Math.min(share, 1) * 100}%` }}></div></div>
    <span class="amount">${words}</span>
  </div>`;

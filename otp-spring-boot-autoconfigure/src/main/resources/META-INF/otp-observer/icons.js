import { html } from './vendor/htm-preact.js';

// Every status has a shape of its own besides its colour, so that nobody has to tell green from red.

const shapes = {
  running: 'M8 3a5 5 0 1 0 0 10A5 5 0 1 0 8 3z',
  suspended: 'M4 3h3v10H4zM9 3h3v10H9z',
  restarting: 'M8 2l6 11H2z',
  stopped: 'M3 3h10v10H3zM5 5v6h6V5z',
  stuck: 'M8 1l7 7-7 7-7-7z',
};

const meanings = {
  running: 'running',
  suspended: 'suspended: it handles nothing until it is resumed',
  restarting: 'restarting: it ended and is about to be started again',
  stopped: 'stopped',
  stuck: 'stuck: it has not returned from its handler for long',
};

/** The shape and colour of a status; read out as a word. */
export function Status({ status }) {
  return html`
    <svg class=${`status ${status}`} viewBox="0 0 16 16" role="img" aria-label=${status} fill="currentColor" fill-rule="evenodd">
      <title>${meanings[status] ?? status}</title><path d=${shapes[status] ?? shapes.stopped} />
    </svg>`;
}

const drawings = {
  auto: 'M8 2v12M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2zM10 4v8M12 5v6',
  light: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1M8 14v1M1 8h1M14 8h1M3 3l.7.7M12.3 12.3l.7.7M13 3l-.7.7M3.7 12.3l-.7.7',
  dark: 'M13.4 9.8A6 6 0 1 1 6.2 2.6a5 5 0 0 0 7.2 7.2z',
  pause: 'M5 3v10M11 3v10',
  play: 'M5 3l8 5-8 5z',
  close: 'M4 4l8 8M12 4l-8 8',
  chevron: 'M6 4l4 4-4 4',
  search: 'M7 2a5 5 0 1 0 0 10A5 5 0 1 0 7 2zM11 11l3 3',
  check: 'M3 8l4 4 6-8',
  warning: 'M8 2l6 11H2zM8 6v3M8 11v.2',
};

/** A drawing beside or instead of words; the words are elsewhere, so it is hidden from screen readers. */
export function Icon({ name }) {
  return html`
    <svg class=${`icon ${name}`} viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor"
      stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d=${drawings[name]} /></svg>`;
}

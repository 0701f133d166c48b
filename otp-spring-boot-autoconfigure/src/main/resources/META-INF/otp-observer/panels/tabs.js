import { html } from '../vendor/htm-preact.js';

/** A choice of views: [[key, title], …]. The arrow keys move between them. */
export function Tabs({ name, names, chosen, choose }) {
  const pressed = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = names.findIndex(([key]) => key === chosen);
    const next = (at + step + names.length) % names.length;
    choose(names[next][0]);
    event.currentTarget.children[next].focus();
  };
  return html`
    <div class="tabs" role="radiogroup" aria-label=${name} onKeyDown=${pressed}>
      ${names.map(([key, title]) => html`
        <button key=${key} role="radio" aria-checked=${String(key === chosen)} tabindex=${key === chosen ? 0 : -1}
          onClick=${() => choose(key)}>${title}</button>`)}
    </div>`;
}

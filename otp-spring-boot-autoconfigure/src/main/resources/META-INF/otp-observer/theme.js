import { Icon } from './icons.js';
import { html, useState } from './vendor/htm-preact.js';

// Dark or light as the system says, unless chosen here. The choice is an attribute of the document that the style sheet reads.

const KEY = 'otp-observer.theme';
const choices = { auto: 'as the system', light: 'light', dark: 'dark' };

function remembered() {
  try {
    const choice = localStorage.getItem(KEY);
    return choice in choices ? choice : 'auto';
  } catch {
    return 'auto'; // storage is forbidden: then nothing is remembered
  }
}

function apply(choice) {
  document.documentElement.dataset.theme = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // see above
  }
  dispatchEvent(new Event('themechange'));
}

export function ThemeSwitch() {
  const [choice, setChoice] = useState(remembered);
  const names = Object.keys(choices);
  const next = names[(names.indexOf(choice) + 1) % names.length];
  const change = () => {
    apply(next);
    setChoice(next);
  };
  return html`
    <button class="icon-button" onClick=${change} aria-label=${`Colours: ${choices[choice]}. Change to ${choices[next]}`}
      title=${`Colours: ${choices[choice]}`}><${Icon} name=${choice} /></button>`;
}

apply(remembered());

import { attention, health } from './attention.js';
import { time } from './format.js';
import { Icon } from './icons.js';
import { Attention } from './panels/attention.js';
import { Events } from './panels/events.js';
import { Figures } from './panels/figures.js';
import { Process } from './panels/process.js';
import { Restarts } from './panels/restarts.js';
import { Schedulers } from './panels/schedulers.js';
import { Tops } from './panels/tops.js';
import { Tree } from './panels/tree.js';
import { connect, current, pause, resume, subscribe } from './store.js';
import { ThemeSwitch } from './theme.js';
import { html, render, useEffect, useMemo, useState } from './vendor/htm-preact.js';

// The frame: it hands each panel its part of what the store knows. Which process is looked at stands in the address.

function App() {
  const [state, setState] = useState(current);
  const [selected, select] = useSelection();
  useEffect(() => subscribe(setState), []);
  const known = Boolean(state.figures);
  const found = useMemo(() => (known ? attention(state) : []), [state]);
  const overall = known ? health(state, found) : null;
  useEffect(() => {
    const trouble = state.connection === 'lost' ? 'connection lost' : overall?.level !== 'good' && overall?.text;
    document.title = [trouble, state.application, 'Observer'].filter(Boolean).join(' · ');
  }, [state.connection, overall?.text, state.application]);
  return html`
    <${Top} state=${state} overall=${overall} />
    ${state.connection === 'lost' && html`<${Lost} since=${state.since} why=${state.why} known=${known} />`}
    ${known ? html`<${Panels} state=${state} found=${found} selected=${selected} select=${select} />`
      : state.connection !== 'lost' && html`<p class="empty">Reading the processes …</p>`}
    <span class="palette" aria-hidden="true"></span>`;
}

function Panels({ state, found, selected, select }) {
  const node = selected && nodeOf(state, selected);
  const process = node?.path ?? selected;
  useEffect(() => {
    // a restart changes the pid, but not the place in the tree
    if (process !== selected) select(process, 'replaceState');
  }, [process, selected]);
  return html`
    <main>
      <${Figures} figures=${state.figures} schedulers=${state.schedulers} />
      <${Attention} found=${found} select=${select} />
      <div class="column">
        <${Tree} nodes=${state.nodes} roots=${state.roots} flashes=${state.flashes} selected=${process} select=${select} />
        <${Restarts} restarts=${state.restarts} />
        <${Events} events=${state.events} select=${select} />
      </div>
      <div class="column">
        ${process && html`
          <${Process} process=${process} node=${node} nodes=${state.nodes} live=${state.connection === 'live'} select=${select} />`}
        <${Tops} top=${state.top} select=${select} />
        <${Schedulers} schedulers=${state.schedulers} select=${select} />
      </div>
    </main>`;
}

/** A process is selected by its path or its pid; if it has a place in the tree, that place is meant. */
function nodeOf(state, selected) {
  return state.nodes.get(selected) ?? [...state.nodes.values()].find((node) => node.pid === selected);
}

const Top = ({ state, overall }) => {
  const paused = state.connection === 'paused';
  return html`
    <header class="top">
      <div class="name">
        <img src=${new URL('icon.svg', import.meta.url)} alt="" />
        <div>
          <h1>${state.application ?? 'Observer'}</h1>
          <p>${[state.node, state.java && `Java ${state.java}`, state.springBoot && `Spring Boot ${state.springBoot}`].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      ${overall && html`<span class=${`pill ${overall.level}`} data-health=${overall.level} role="status">
        <${Icon} name=${overall.level === 'good' ? 'check' : 'warning'} />${overall.text}</span>`}
      <div class="tools">
        <${Connection} state=${state} />
        <button class="icon-button" aria-label=${paused ? 'Go on' : 'Pause'} title=${paused ? 'Go on' : 'Pause'}
          onClick=${paused ? resume : pause}><${Icon} name=${paused ? 'play' : 'pause'} /></button>
        <${ThemeSwitch} />
      </div>
    </header>`;
};

const words = { live: 'live', connecting: 'connecting', paused: 'paused', lost: 'lost' };
const moods = { live: 'good', lost: 'bad', paused: 'warn' };

const Connection = ({ state: { connection } }) => html`
  <span class=${`pill connection ${moods[connection] ?? ''}`} data-connection=${connection}>${words[connection]}</span>`;

const Lost = ({ since, why, known }) => html`
  <p class="lost" role="alert"><${Icon} name="warning" />
    <span>The connection was lost at ${time(since)}. ${why && `${why} `}${known && 'What you see is from then. '}It is tried again by itself.</span></p>`;

function useSelection() {
  const read = () => decodeURIComponent(location.hash.slice(1)) || null;
  const [selected, setSelected] = useState(read);
  useEffect(() => {
    const changed = () => setSelected(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  const [select] = useState(() => (process, change = 'pushState') => {
    history[change](null, '', process ? `#${encodeURIComponent(process)}` : location.pathname + location.search);
    setSelected(process);
  });
  return [selected, select];
}

render(html`<${App} />`, document.getElementById('page'));
connect();

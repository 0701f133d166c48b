import { count } from '../format.js';
import { memo } from '../memo.js';
import { html, useEffect, useRef } from '../vendor/htm-preact.js';

const SPACE = 15; // seconds left and right of the bars

/** Restarts and crashes over the last minutes, one bar for each span of some seconds. */
export const Restarts = memo(({ restarts }) => {
  const place = useRef(null);
  const chart = useRef(null);
  useEffect(() => {
    const draw = () => {
      chart.current?.destroy();
      chart.current = new globalThis.uPlot(options(place.current), series(restarts), place.current);
    };
    const resize = new ResizeObserver(() => chart.current?.setSize(sizeOf(place.current)));
    draw();
    resize.observe(place.current);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    addEventListener('themechange', draw);
    return () => {
      resize.disconnect();
      dark.removeEventListener('change', draw);
      removeEventListener('themechange', draw);
      chart.current.destroy();
    };
  }, []);
  useEffect(() => chart.current?.setData(series(restarts)), [restarts]);
  const sum = (counts) => counts.reduce((total, each) => total + each, 0);
  const minutes = Math.round((restarts.counts.length * restarts.seconds) / 60);
  const words = `${count(sum(restarts.crashes))} crashes and ${count(sum(restarts.counts))} restarts in the last ${minutes} minutes`;
  return html`
    <section class="card" aria-label="Restarts over time">
      <header><h2>Restarts over time</h2></header>
      <div class="chart" ref=${place} role="img" aria-label=${words}></div>
      <p class="legend"><span class="key crashes">crashes</span><span class="key restarts">restarts</span><span>${words}</span></p>
    </section>`;
});

function series({ seconds, until, counts, crashes }) {
  const end = Date.parse(until) / 1000;
  const times = counts.map((_, index) => end - (counts.length - index) * seconds);
  return [times, crashes, counts];
}

const sizeOf = (place) => ({ width: Math.max(place.clientWidth - 16, 100), height: place.clientHeight - 12 });

function options(place) {
  const colours = getComputedStyle(document.querySelector('.palette'));
  const axis = { stroke: colours.color, grid: { stroke: colours.borderTopColor, width: 1 }, ticks: { show: false }, font: '11px system-ui' };
  const bars = (align) => ({ paths: globalThis.uPlot.paths.bars({ size: [0.42, 8, 1.5], align }), points: { show: false }, width: 0 });
  return {
    ...sizeOf(place),
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { range: (chart, first, last) => [first - SPACE, last + SPACE] }, y: { range: (_, low, high) => [0, Math.max(high ?? 0, 4)] } },
    axes: [
      { ...axis, size: 24, space: 70, values: '{HH}:{mm}', grid: { show: false } },
      { ...axis, size: 34, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    series: [
      {},
      { ...bars(-1), label: 'crashes', fill: colours.outlineColor },
      { ...bars(1), label: 'restarts', fill: colours.backgroundColor },
    ],
  };
}

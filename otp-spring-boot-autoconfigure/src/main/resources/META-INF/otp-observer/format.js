// How figures are put into words: short, the same everywhere, and never more exact than they are.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const fine = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** 1,234,567 */
export const count = (value) => (value == null ? '–' : whole.format(value));

/** 1.2M, but 9,999 in full */
export const brief = (value) => (value == null ? '–' : value < 10_000 ? whole.format(value) : short.format(value));

/** 3 restarts, 1 restart */
export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** 43%, <1% */
export const percent = (share) => (share > 0 && share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`);

/** 12.5/s */
export const rate = (perSecond) =>
  perSecond == null ? '–' : `${perSecond >= 10 ? brief(Math.round(perSecond)) : Math.round(perSecond * 10) / 10}/s`;

/** Milliseconds as 340 µs, 12 ms, 3.4 s, 5 min, 2 h or 3 d. */
export function duration(millis) {
  if (millis == null) return '–';
  if (millis < 0.0005) return '0 s';
  if (millis < 1) return `${Math.round(millis * 1000)} µs`;
  if (millis < 1000) return `${millis < 10 ? millis.toFixed(1) : Math.round(millis)} ms`;
  const seconds = millis / 1000;
  if (seconds < 60) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`;
  const minutes = seconds / 60;
  if (minutes < 60) return `${Math.floor(minutes)} min`;
  const hours = minutes / 60;
  return hours < 48 ? `${Math.floor(hours)} h ${Math.floor(minutes % 60)} min` : `${Math.floor(hours / 24)} d`;
}

/** 14:03:22, with the day if that is not today. */
export function time(instant) {
  const date = new Date(instant);
  const today = date.toDateString() === new Date().toDateString();
  return today ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

/** 14:03:22.417 */
export const exactTime = (instant) => fine.format(new Date(instant));

/** dev.javaotp.demo.ledger.Ledger as Ledger */
export const simpleName = (type) => (type ? type.slice(type.lastIndexOf('.') + 1) : '');

// What the page asks the endpoint for. The address of the endpoint is that of this file, so it works under any path and proxy.

const BASE = new URL('.', import.meta.url);

export const streamUrl = new URL('stream', BASE);

/** What an answer that is no success says went wrong. */
export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** One process in full; its state and the contents of messages only when values are asked for. */
export const readProcess = (process, { values = false, signal } = {}) =>
  request(`${address(process)}${values ? '?values=true' : ''}`, { signal });

/** A page of processes: name, under, sort, offset, limit. */
export function readProcesses(query, signal) {
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '');
  return request(`processes?${new URLSearchParams(given)}`, { signal });
}

/** Begins to do something to a process. */
export const act = (process, action) =>
  request(address(process), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...csrfHeader() },
    body: JSON.stringify({ action }),
  });

/** A process is named by its pid or its path; the slashes of a path stay, since servers refuse encoded ones. */
const address = (process) => `process/${process.split('/').map(encodeURIComponent).join('/')}`;

/** Why the stream was refused: the browser's EventSource does not say. Null if it would be open now, or cannot be reached. */
export async function whyNoStream() {
  const abort = new AbortController();
  try {
    const response = await fetch(streamUrl, { signal: abort.signal });
    return response.ok ? null : (await refusal(response)).message;
  } catch {
    return null;
  } finally {
    abort.abort();
  }
}

async function request(path, options) {
  const response = await fetch(new URL(path, BASE), {
    ...options,
    headers: { Accept: 'application/json', ...options.headers },
  });
  if (!response.ok) throw await refusal(response);
  return response.json().catch(() => {
    throw new Refusal(response.status, 'The answer is no data: are you still logged in?');
  });
}

async function refusal(response) {
  const problem = await response.json().catch(() => null);
  return new Refusal(response.status, problem?.detail ?? refusals[response.status] ?? `The answer was ${response.status}.`);
}

const refusals = {
  401: 'You are not logged in any more.',
  403: 'You may not do this.',
  404: 'There is no such process any more.',
  405: 'Actions are not granted: management.endpoint.observer.access is read-only.',
};

/** Spring Security's token against forged requests, if there is one for scripts to send back. */
function csrfHeader() {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  return token ? { 'X-XSRF-TOKEN': decodeURIComponent(token[1]) } : {};
}

// What is asked of the server: the token of the address goes along with every request.
const token = new URLSearchParams(location.search).get("token") ?? "";
const page = "c" + crypto.getRandomValues(new Uint32Array(1))[0].toString(16);

const gone = "The program does not answer. It may have been stopped: start it again, and open the address that it prints.";

async function asked(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { Authorization: "Bearer " + token, ...options.headers } });
  } catch {
    throw new Error(gone);
  }
  if (!answer.ok) {
    const text = await answer.text();
    let message = text;
    try { message = JSON.parse(text).message ?? text; } catch { /* not JSON */ }
    throw new Error(message || "The server answered " + answer.status);
  }
  return answer;
}

export const json = async (path, options) => (await asked(path, options)).json();
export const bytes = async path => (await asked(path)).blob();
export const picture = name => "/api/images/" + encodeURIComponent(name) + "?token=" + token;
export const figure = (state, format) =>
  bytes("/api/figure?format=" + format + "&state=" + encodeURIComponent(state));
export const bring = async file =>
  (await json("/api/images", { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } })).name;

const running = new Map();

/** Starts a job; one that is under way in the same slot is not wanted any more. */
export async function job(slot, request, handlers) {
  cancel(slot);
  const own = { closed: false, source: null };
  running.set(slot, own);
  const end = () => {
    own.closed = true;
    own.source?.close();
    if (running.get(slot) === own) running.delete(slot);
    handlers.end?.();
  };
  own.cancel = end;
  const fail = message => {
    if (!own.closed) {
      end();
      handlers.failed?.(message);
    }
  };
  try {
    const { id } = await json("/api/jobs", { method: "POST", body: JSON.stringify({ slot: page + "-" + slot, ...request }) });
    if (own.closed) return;
    const source = own.source = new EventSource("/api/jobs/" + id + "/events?token=" + token);
    for (const name of ["plane", "map", "progress", "result"]) {
      source.addEventListener(name, event => own.closed || handlers[name]?.(JSON.parse(event.data)));
    }
    source.addEventListener("failed", event => fail(JSON.parse(event.data).message));
    source.addEventListener("done", () => { if (!own.closed) { end(); handlers.done?.(); } });
    source.addEventListener("cancelled", end);
    source.onerror = () => fail(gone);
  } catch (error) {
    fail(error.message);
  }
}

/** Whoever closes the stream of a job cancels it. */
export function cancel(slot) {
  running.get(slot)?.cancel();
}

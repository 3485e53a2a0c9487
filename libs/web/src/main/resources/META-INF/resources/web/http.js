// fetch with our manners: JSON in and out, problem+json (RFC 9457) as errors, the session's CSRF token on unsafe methods.

/** What the server said went wrong. */
export class Problem extends Error {
  /** @param {number} status @param {object} body the problem's members */
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.type = body.type ?? "about:blank";
    this.title = body.title ?? "";
    this.body = body;
  }
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
let session;

/** Who this page is to the server: { user, roles, csrf? }. Asked once; pass true to ask again. */
export function whoami(again = false) {
  if (!session || again) {
    session = call("/session", {}).catch((error) => {
      session = undefined;
      throw error;
    });
  }
  return session;
}

/**
 * @param {string} path of this origin
 * @param {{method?: string, body?: any, headers?: Record<string, string>, signal?: AbortSignal}} options body is sent as JSON
 * @returns {Promise<any>} the JSON of the answer, or undefined if it has none
 * @throws {Problem} for a status of 400 and above; TypeError if the server cannot be reached
 */
export async function request(path, options = {}) {
  const method = (options.method ?? "GET").toUpperCase();
  if (SAFE.has(method)) return call(path, { ...options, method });
  try {
    return await call(path, { ...options, method, csrf: (await whoami()).csrf });
  } catch (error) {
    // Another page has signed in or out since we asked.
    if (!(error instanceof Problem) || !error.type.endsWith(":csrf-token")) throw error;
    return call(path, { ...options, method, csrf: (await whoami(true)).csrf });
  }
}

export const get = (path, options) => request(path, options);
export const post = (path, body, options) => request(path, { ...options, method: "POST", body });
export const put = (path, body, options) => request(path, { ...options, method: "PUT", body });
export const remove = (path, options) => request(path, { ...options, method: "DELETE" });

async function call(path, { method = "GET", body, headers = {}, signal, csrf }) {
  const sent = new Headers({ Accept: "application/json", ...headers });
  if (csrf) sent.set("X-CSRF-Token", csrf);
  if (body !== undefined) sent.set("Content-Type", "application/json");
  const response = await fetch(path, {
    method,
    signal,
    headers: sent,
    credentials: "same-origin",
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const type = response.headers.get("Content-Type") ?? "";
  const json = /[/+]json\b/.test(type) ? await response.json() : undefined;
  if (!response.ok) throw new Problem(response.status, json ?? { title: response.statusText });
  return json;
}

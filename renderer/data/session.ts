/*
 * How this page may speak with the instance that served it. The address that `nightdesk serve` prints carries a
 * code in its fragment, which no server sees and no log keeps; the page trades it for a token, once, and keeps
 * that for as long as the tab lives.
 */

const STORAGE_KEY = 'nightdesk-token';

/** Why there is no token. */
export type SignInProblem = 'no_code' | 'code_refused' | 'not_reached';

export type Session =
  { readonly token: string } | { readonly token: null; readonly problem: SignInProblem };

export async function openSession(): Promise<Session> {
  // A new address in the same tab changes only its fragment, and loads nothing by itself.
  window.addEventListener('hashchange', () => {
    if (codeInAddress() !== null) location.reload();
  });
  const code = takeCode();
  const session = code === null ? await findSession() : await tradeCode(code);
  if (session.token !== null) {
    sessionStorage.setItem(STORAGE_KEY, session.token);
    shareSession(session.token);
  }
  return session;
}

/** Of this tab, or of another one that is signed in: a copied link opens where it leads. */
async function findSession(): Promise<Session> {
  const token = sessionStorage.getItem(STORAGE_KEY) ?? (await askOtherTabs());
  return token === null ? { token: null, problem: 'no_code' } : { token };
}

const TABS = 'nightdesk-session';
const TABS_ANSWER_WITHIN_MS = 300;

/** Only pages of this very origin hear the question, and they have the token already. */
function askOtherTabs(): Promise<string | null> {
  const channel = new BroadcastChannel(TABS);
  return new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), TABS_ANSWER_WITHIN_MS);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const { token } = (data ?? {}) as { readonly token?: unknown };
      if (typeof token !== 'string') return;
      clearTimeout(timer);
      resolve(token);
    };
    channel.postMessage({ type: 'ask' });
  }).finally(() => channel.close());
}

function shareSession(token: string): void {
  const channel = new BroadcastChannel(TABS);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if ((data as { readonly type?: unknown } | null)?.type !== 'ask') return;
    // A page whose token is no longer accepted has forgotten it, and has nothing to share.
    if (sessionStorage.getItem(STORAGE_KEY) === token) channel.postMessage({ token });
  };
}

/** The token is no longer accepted: the next start of the page asks for a new address. */
export function forgetSession(): void {
  sessionStorage.removeItem(STORAGE_KEY);
}

/** Takes the code out of the address, so that neither the history nor a copied link holds it. */
function takeCode(): string | null {
  const code = codeInAddress();
  if (code !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return code;
}

function codeInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('code');
}

async function tradeCode(code: string): Promise<Session> {
  let answer: Response;
  try {
    answer = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
  } catch {
    return { token: null, problem: 'not_reached' };
  }
  if (!answer.ok) {
    // A reload of an address whose code has been used: the tab may hold the token of the first time.
    const token = sessionStorage.getItem(STORAGE_KEY);
    return token === null ? { token: null, problem: 'code_refused' } : { token };
  }
  const { token } = (await answer.json()) as { readonly token: string };
  return { token };
}

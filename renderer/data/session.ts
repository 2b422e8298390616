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
  const code = takeCode();
  if (code !== null) return tradeCode(code);
  const token = sessionStorage.getItem(STORAGE_KEY);
  return token === null ? { token: null, problem: 'no_code' } : { token };
}

/** The token is no longer accepted: the next start of the page asks for a new address. */
export function forgetSession(): void {
  sessionStorage.removeItem(STORAGE_KEY);
}

/** Takes the code out of the address, so that neither the history nor a copied link holds it. */
function takeCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return code;
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
  sessionStorage.setItem(STORAGE_KEY, token);
  return { token };
}

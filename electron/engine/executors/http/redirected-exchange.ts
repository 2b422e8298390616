import {
  startExchange,
  type Connector,
  type Exchange,
  type ExchangeObserver,
  type HttpAnswer,
} from '#engine/executors/http/exchange.ts';
import type { HttpRequest } from '#engine/executors/http/http-request.ts';
import { decideRedirect, type Redirect } from '#engine/executors/http/redirect.ts';

/** Sees every request and answer on the way; body and end only of the last one. */
export interface RedirectObserver extends Omit<ExchangeObserver, 'answered'> {
  sending(request: HttpRequest): void;
  /** Where the redirect is followed, another `sending` comes next. */
  answered(answer: HttpAnswer, redirect: Redirect): void;
}

/** An exchange, and those that its answers send it on to. */
export function startRedirectedExchange(
  first: HttpRequest,
  connector: Connector,
  observer: RedirectObserver,
): Exchange {
  let exchange: Exchange | null = null;
  send(first, 0);

  function send(request: HttpRequest, redirectCount: number): void {
    observer.sending(request);
    exchange = startExchange(request, connector, {
      ...observer,
      answered(answer) {
        const redirect = decideRedirect(request, answer, redirectCount);
        observer.answered(answer, redirect);
        if (redirect.kind !== 'follow') return;
        exchange?.abort();
        send(redirect.request, redirectCount + 1);
      },
    });
  }

  return { abort: () => exchange?.abort() };
}

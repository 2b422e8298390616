import { OpenAPIHandler } from '@orpc/openapi/node';
import { onError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import type { ContractAnswer, ContractAnswerOptions } from '#server/contract-answer.ts';
import { defectsTo, MAX_BODY_BYTES } from '#server/contract-answer.ts';
import { coerceQuery } from '#server/http/coerce-query.ts';
import { API_PREFIX } from '#server/http/contract-routes.ts';

/** The contract as plain HTTP: queries are GET with a query string, commands POST with JSON. */
export function createApiAnswer({ router, onDefect }: ContractAnswerOptions): ContractAnswer {
  const handler = new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })],
    interceptors: [onError(defectsTo(onDefect))],
    clientInterceptors: [
      ({ next, ...call }) => {
        const { inputSchema, route } = call.procedure['~orpc'];
        if (route.method !== 'GET') return next(call);
        return next({ ...call, input: coerceQuery(inputSchema, call.input) });
      },
    ],
  });
  return async (request, response, context) => {
    const { matched } = await handler.handle(request, response, { prefix: API_PREFIX, context });
    return matched;
  };
}

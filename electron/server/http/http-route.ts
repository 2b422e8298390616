import { RPC_PREFIX } from '#server/contract-answer.ts';

/** What a path means. */
export interface HttpRoute {
  readonly kind: 'rpc' | 'api' | 'health' | 'description' | 'session' | 'shell';
  /** Whether it is answered without a token. */
  readonly isPublic: boolean;
  readonly methods: readonly string[];
}

const READ = ['GET', 'HEAD'];
const CONTRACT_METHODS = ['GET', 'POST'];

/** The declared exceptions; whatever else is below a prefix of the API needs the token, also what is not there. */
const PUBLIC_ROUTES: ReadonlyMap<string, HttpRoute> = new Map([
  ['/healthz', { kind: 'health', isPublic: true, methods: READ }],
  ['/openapi.json', { kind: 'description', isPublic: true, methods: READ }],
  ['/session', { kind: 'session', isPublic: true, methods: ['POST'] }],
]);
/** The console's files are the same for everybody and hold no data. */
const SHELL: HttpRoute = { kind: 'shell', isPublic: true, methods: READ };
const RPC: HttpRoute = { kind: 'rpc', isPublic: false, methods: CONTRACT_METHODS };
const API: HttpRoute = { kind: 'api', isPublic: false, methods: CONTRACT_METHODS };

export function routeOf(path: string): HttpRoute {
  if (isBelow(path, RPC_PREFIX)) return RPC;
  if (isBelow(path, '/api')) return API;
  return PUBLIC_ROUTES.get(path) ?? SHELL;
}

const isBelow = (path: string, prefix: string): boolean =>
  path === prefix || path.startsWith(`${prefix}/`);

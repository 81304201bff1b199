import { type CallAddress, openaiResponses, type Protocol } from '../../protocols/index.ts';

/** Where a client asks for what a provider kept. */
export interface KeptEndpoint extends CallAddress {
  readonly kind: 'kept';
  /** Those that it takes. */
  readonly method: 'GET' | 'POST' | 'GET, DELETE';
  readonly protocol: Protocol;
  readonly takesForms: false;
  /** As the client was told it. */
  readonly id: string;
  /** What stands behind it: `/cancel`, or nothing. */
  readonly rest: string;
  /** Without `?`, and without what is the gateway's to say. */
  readonly query: string;
}

/** Words that stand in the place of an id are endpoints of their own. */
const RESPONSE =
  /^(?:\/openai)?\/v1\/responses\/(?!(?:input_tokens|compact)\/?$)([^/]+)(\/input_items|\/cancel)?\/?$/;
const METHODS = { '': 'GET, DELETE', '/input_items': 'GET', '/cancel': 'POST' } as const;

/** `/v1/responses/{id}` and what is below it, also under `/openai/v1`; null for any other path. */
export function keptAddress(path: string, query: string): KeptEndpoint | null {
  const [, id, rest = ''] = RESPONSE.exec(path) ?? [];
  if (id === undefined) return null;
  const call = { protocol: openaiResponses, operation: 'chat', model: null, form: null } as const;
  const method = METHODS[rest as keyof typeof METHODS];
  return { kind: 'kept', method, ...call, takesForms: false, id, rest, query: passedOn(query) };
}

/** The key is the gateway's, and the version of Azure's API stands in the provider's settings. */
export function passedOn(query: string): string {
  const parts = query.split('&').filter((part) => part !== '');
  return parts.filter((part) => !/^(?:key|api-version)(?:=|$)/i.test(decoded(part))).join('&');
}

function decoded(part: string): string {
  return new URLSearchParams(part).keys().next().value ?? part;
}

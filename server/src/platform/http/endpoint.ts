import type { z } from 'zod';

/** Who calls, as far as this layer needs to know; identity's `Principal` is one. */
export interface Caller {
  readonly keyId: string;
  readonly organisationId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly scopes: ReadonlySet<string>;
  /** `organisation`: an owner, who may act in every project of it. Absent: its own project only. */
  readonly reach?: 'project' | 'organisation';
}

type Schema = z.ZodType;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;

export interface EndpointCall<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
> {
  readonly caller: Caller;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly requestId: string;
  /** The peer's address, for the audit row. */
  readonly ip?: string;
  readonly headers: { readonly ifMatch: string | null; readonly idempotencyKey: string | null };
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
}

/**
 * One endpoint of the management API, declared once: `app/http` makes its validation, its authorisation, its OpenAPI
 * entry and its generated authorisation test from this. The handler throws `SignalboxError` for expected failures.
 */
export interface Endpoint<
  P extends Schema | undefined = Schema | undefined,
  Q extends Schema | undefined = Schema | undefined,
  B extends Schema | undefined = Schema | undefined,
  R extends Schema = Schema,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With parameters as `:name`. */
  readonly path: `/api/v1/${string}`;
  /** camelCase; the name of the SDK's operation. */
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  /** The scope that the caller's key must have. */
  readonly scope: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  readonly status?: 200 | 201 | 202;
  readonly handler: (call: EndpointCall<P, Q, B>) => Promise<z.input<R>>;
}

/** Declares an endpoint with its types inferred; forgets them, since a list of endpoints is handled alike. */
export function endpoint<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
>(declaration: Endpoint<P, Q, B, R>): Endpoint {
  return declaration as unknown as Endpoint;
}

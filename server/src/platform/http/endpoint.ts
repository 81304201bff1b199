import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';

export type Role = 'owner' | 'admin' | 'member' | 'viewer';

/** Who calls, as far as this layer needs to know; identity's `Principal` is one. */
export interface Caller {
  readonly kind: 'key' | 'bootstrap' | 'user';
  /** Of the key; of a user their own id, whatever they signed in with. */
  readonly keyId: string;
  readonly organisationId: string;
  /** Of a user who may enter no project: `NOWHERE`, with no scope at all. */
  readonly projectId: string;
  readonly environmentId: string;
  readonly scopes: ReadonlySet<string>;
  /** `organisation`: an owner, who may act in every project of it. Absent: its own project only. */
  readonly reach?: 'project' | 'organisation';
  /** Where a person calls from their browser. */
  readonly user?: SignedIn;
}

/** A user at their browser. */
export interface SignedIn {
  readonly id: string;
  readonly signInId: string;
  readonly email: string;
  readonly name: string;
  /** What they were given in the whole organisation; a null role: they are in single projects only. */
  readonly grant: { readonly role: Role | null; readonly content: boolean | null };
  /** In the project that they act in, the higher of both. Null: they act in none. */
  readonly role: Role | null;
}

/** The project of a caller that may enter none. */
export const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** The cookie by which a browser stays signed in. */
export interface SignInCookie {
  /** What the request brought, or null. */
  readonly token: string | null;
  readonly set: (token: string, maxAgeSeconds: number) => void;
  readonly clear: () => void;
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
  readonly headers: {
    readonly ifMatch: string | null;
    readonly idempotencyKey: string | null;
    readonly userAgent?: string | null;
  };
  readonly session: SignInCookie;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
}

/** A call that its endpoint answers byte by byte itself; nothing of its body was read or checked. */
export interface RawCall {
  readonly caller: Caller;
  /** As they stand in the path. */
  readonly params: unknown;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** From here on the answer is the endpoint's alone; before, what it throws becomes an error answer. */
  readonly takeOver: () => void;
}

/**
 * Who may call: whoever has `scope` in the project, or has `ownScope` and then sees their own things only (the handler
 * sees to that); whoever proves who they are (`caller`); anyone (`public`, declared with `publicEndpoint`).
 */
type Access =
  | { readonly scope: string; readonly ownScope?: string; readonly access?: undefined }
  | {
      readonly access: 'public' | 'caller';
      readonly scope?: undefined;
      readonly ownScope?: undefined;
    };

/**
 * One endpoint of the management API, declared once: `app/http` makes its validation, its authorisation, its OpenAPI
 * entry and its generated authorisation test from this. The handler throws `SignalboxError` for expected failures.
 */
export type Endpoint<
  P extends Schema | undefined = Schema | undefined,
  Q extends Schema | undefined = Schema | undefined,
  B extends Schema | undefined = Schema | undefined,
  R extends Schema = Schema,
> = Access & Declaration<P, Q, B, R, EndpointCall<P, Q, B>>;

interface Declaration<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
  Call,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With parameters as `:name`. */
  readonly path: `/api/v1/${string}`;
  /** camelCase; the name of the SDK's operation. */
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  readonly status?: 200 | 201 | 202;
  /** Its answer carries a secret: never compressed, since the length of what is tells of it (BREACH). */
  readonly secret?: true;
  readonly handler: (call: Call) => Promise<z.input<R>>;
  /** In place of `handler`; the schemas then only describe. Resolves when the answer has ended. */
  readonly raw?: (call: RawCall) => Promise<void>;
}

type AnyDeclaration = Declaration<
  Schema | undefined,
  Schema | undefined,
  Schema | undefined,
  Schema,
  never
>;

/** Declares an endpoint with its types inferred; forgets them, since a list of endpoints is handled alike. */
export function endpoint<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
>(
  declaration: Declaration<P, Q, B, R, EndpointCall<P, Q, B>> &
    Exclude<Access, { access: 'public' }>,
): Endpoint {
  return declaration as unknown as Endpoint;
}

/** Declares an endpoint that needs nobody to be known: its handler is given no caller. */
export function publicEndpoint<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
>(declaration: Declaration<P, Q, B, R, Omit<EndpointCall<P, Q, B>, 'caller'>>): Endpoint {
  return { ...declaration, access: 'public' } as unknown as Endpoint;
}

/** Declares an endpoint that passes bytes on: authorised like any other, described by its schemas, checked by none. */
export function rawEndpoint(
  declaration: Omit<AnyDeclaration, 'handler' | 'raw'> & {
    readonly scope: string;
    readonly raw: (call: RawCall) => Promise<void>;
  },
): Endpoint {
  const handler = () => Promise.reject(new Error(`${declaration.operationId} is answered raw`));
  return { ...declaration, handler };
}

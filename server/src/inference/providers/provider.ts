import type { Protocol } from '../../protocols/index.ts';
import type { Quirks } from '../presets/index.ts';
import type { ProviderKindName } from '../provider-kinds.ts';
import type { CredentialBlank } from './credential-blank.ts';
import type { ModelListing } from './http/model-listings.ts';

/** What is sent upstream. The body is already in the provider's protocol, its changes made. */
export interface UpstreamCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the provider's base URL, as its protocol has it: `/chat/completions`. */
  readonly path: string;
  /** As the provider calls it, for hosts that have it in the address; null where the call is for none. */
  readonly model: string | null;
  /** JSON, or a form from disk; `null` where nothing is sent. */
  readonly body: Buffer | UpstreamBody | null;
  /** Allow-listed headers of the client; the provider adds its credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: UpstreamTimeouts;
}

/** A body that is not in memory. */
export interface UpstreamBody {
  readonly contentType: string;
  /** Bytes. */
  readonly length: number;
  /** Once for each call that it is sent with. */
  read(): AsyncIterable<Buffer>;
}

/** All in ms. */
export interface UpstreamTimeouts {
  readonly connectMs: number;
  readonly firstByteMs: number;
  /** Between two chunks of the body. */
  readonly idleMs: number;
  readonly totalMs: number;
}

/**
 * Receives an answer; nothing of it before `dispatch` has returned. Order: `onHeaders` once, `onData` any number of times, then exactly one of `onEnd` and `onError`;
 * `onError` may come at any point before `onEnd`, and nothing follows it. Callbacks must not throw.
 * Plain callbacks, since a Readable per answer is the largest single cost of a proxy in Node.
 */
export interface UpstreamHandler {
  /** Names in lower case; a repeated header is joined with ", ". */
  onHeaders(status: number, headers: Readonly<Record<string, string>>): void;
  /** False: pause until `resume` is called. Nothing but an error comes in a pause, the end neither. */
  onData(chunk: Buffer): boolean;
  onEnd(): void;
  /** `upstream_unreachable`, `upstream_timeout`, `upstream_interrupted`, or `engine_*`, as a SignalboxError; an abort ends in silence. */
  onError(error: Error): void;
}

export interface UpstreamExchange {
  /** Ends the call and its connection; no callback follows. Idempotent. */
  abort(): void;
  /** After `onData` returned false. */
  resume(): void;
}

/**
 * A connection to a model host, made once for each provider entity and disposed of when that changes; calls in flight end all
 * the same. What an implementation promises is held by `contract/provider-contract.ts`, which each of them passes.
 */
export interface Provider extends AsyncDisposable {
  readonly name: string;
  readonly kind: ProviderKindName;
  /**
   * What its host speaks. Calls of clients that speak something else are translated to the first that loses nothing of them, or
   * else the one that loses least.
   */
  readonly protocols: readonly [Protocol, ...Protocol[]];
  /** In what its host differs from the first of them. */
  readonly quirks?: Quirks;
  /** Absent or null: its host does not say which models it has. */
  readonly models?: ModelListing | null;
  /** Takes the credential out of what the provider says; absent where there is none, or none that leaves this machine. */
  readonly blank?: CredentialBlank | null;
  /** Starts a call; failures arrive by `onError`, never by a throw. */
  dispatch(call: UpstreamCall, handler: UpstreamHandler): UpstreamExchange;
}

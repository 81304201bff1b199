import { z } from 'zod';
import { SignalboxError } from '../platform/errors/index.ts';
import type { LinkClient } from '../platform/link/index.ts';

/** What `/alive` answers: how the store answers telemetry. */
export const Alive = z.object({ store: z.enum(['answers', 'slow', 'away']) });
type Alive = z.infer<typeof Alive>;

/** What is known of telemetry and of the store behind it. `since`: ms since 1970, when it was first found so. */
export type TelemetryHealth =
  | { readonly part: 'telemetry'; readonly state: 'away'; readonly since: number }
  | { readonly part: 'trace_store'; readonly state: 'slow' | 'away'; readonly since: number }
  | null;

/** A question that waits longer asks whether anybody is there. */
const PATIENCE_MS = 2_000;
/** Whoever does not say that they are there for so long is away. */
const ALIVE_MS = 4_000;
/** What was just found is not asked again. */
const FRESH_MS = 2_000;
const AGAIN_MS = 1_000;
const GONE = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED'];

interface Asked {
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/**
 * Control's way to telemetry, which may be ended, hang or be slow. Each question has the limit of its link; one that waits for
 * longer than `PATIENCE_MS` has telemetry asked on the side whether it lives. Where it does not say so, what waits fails with
 * `telemetry_away`, and what comes fails at once, so that a telemetry that hangs holds nobody's connections; it is asked again
 * every second until it answers. A telemetry that lives and does not answer one question in time makes that one fail, with
 * `telemetry_timeout`.
 */
export class TelemetryLink {
  readonly #questions: LinkClient;
  readonly #signs: LinkClient;
  readonly #now: () => number;
  readonly #waiting = new Set<AbortController>();
  #awaySince: number | null = null;
  #storeTrouble: { readonly state: 'slow' | 'away'; readonly since: number } | null = null;
  #look: Promise<void> | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** Signs of life have a link of their own: on that of the questions they would wait behind them. */
  constructor(
    links: { readonly questions: LinkClient; readonly signs: LinkClient },
    now: () => number = Date.now,
  ) {
    this.#questions = links.questions;
    this.#signs = links.signs;
    this.#now = now;
  }

  async ask<T>(path: string, schema: z.ZodType<T>, { body, signal }: Asked): Promise<T> {
    if (this.#awaySince !== null) throw telemetryAway(this.#awaySince);
    const waiting = new AbortController();
    this.#waiting.add(waiting);
    const doubt = setTimeout(() => void this.#lookOnce(), PATIENCE_MS);
    try {
      return await this.#questions.json('POST', path, schema, {
        body,
        signal: AbortSignal.any([signal, waiting.signal]),
      });
    } catch (error) {
      if (signal.aborted || error instanceof SignalboxError) throw error;
      if (isGone(error)) this.#setAway(this.#now());
      if (this.#awaySince !== null) throw telemetryAway(this.#awaySince, error);
      if ((error as Error).name === 'TimeoutError') throw telemetryTimeout(error);
      throw error;
    } finally {
      clearTimeout(doubt);
      this.#waiting.delete(waiting);
    }
  }

  /** Looks, unless it was just looked; answers within `ALIVE_MS`. Null: all is well. */
  async health(): Promise<TelemetryHealth> {
    // While it is away it is looked for anyway.
    if (this.#awaySince === null && this.#now() - this.#lookedAt > FRESH_MS) await this.#lookOnce();
    if (this.#awaySince !== null)
      return { part: 'telemetry', state: 'away', since: this.#awaySince };
    return this.#storeTrouble === null ? null : { part: 'trace_store', ...this.#storeTrouble };
  }

  #lookOnce(): Promise<void> {
    this.#look ??= this.#lookNow().finally(() => {
      this.#look = null;
    });
    return this.#look;
  }

  async #lookNow(): Promise<void> {
    const asked = this.#now();
    try {
      const signal = AbortSignal.timeout(ALIVE_MS);
      this.#found(await this.#signs.json('GET', '/alive', Alive, { signal }));
    } catch {
      this.#setAway(asked);
    }
    this.#lookedAt = this.#now();
  }

  #found({ store }: Alive): void {
    this.#awaySince = null;
    if (store === 'answers') this.#storeTrouble = null;
    else this.#storeTrouble = { state: store, since: this.#storeTrouble?.since ?? this.#now() };
  }

  #setAway(since: number): void {
    this.#awaySince ??= since;
    for (const waiting of this.#waiting) waiting.abort();
    setTimeout(() => void this.#lookOnce(), AGAIN_MS).unref();
  }
}

function isGone(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && GONE.includes(code);
}

function telemetryAway(since: number, cause?: unknown): SignalboxError {
  return new SignalboxError(
    'telemetry_away',
    'the telemetry role does not answer',
    'Try again in some seconds: one that ended is started again by itself. What requests leave behind is kept meanwhile; if it stays, see the System page and the log.',
    { cause, details: { since: new Date(since).toISOString(), retry_after_seconds: 2 } },
  );
}

function telemetryTimeout(cause: unknown): SignalboxError {
  return new SignalboxError(
    'telemetry_timeout',
    'the telemetry role did not answer in time',
    'Try again, or ask for a shorter time range: it has much to do, or its store is slow.',
    { cause },
  );
}

import type { Usage } from '../conversation/usage.ts';

/** What an answer says about itself; null where it does not say. */
export interface ResponseFacts {
  readonly id: string | null;
  readonly model: string | null;
  readonly systemFingerprint: string | null;
  /** By choice, without those that have none. */
  readonly finishReasons: readonly string[];
  readonly usage: Usage | null;
  /** The provider's own error, in an error answer or in mid-stream. */
  readonly error: UpstreamErrorFacts | null;
}

export interface UpstreamErrorFacts {
  readonly message: string | null;
  readonly type: string | null;
  readonly code: string | null;
}

/** An `error` member, which is an object for most servers and a text for some. */
export function readError(value: unknown): UpstreamErrorFacts | null {
  if (typeof value === 'string') return { message: value, type: null, code: null };
  if (typeof value !== 'object' || value === null) return null;
  const error = value as Readonly<Record<string, unknown>>;
  return {
    message: text(error['message']),
    type: text(error['type']),
    code: text(error['code']),
  };
}

export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}

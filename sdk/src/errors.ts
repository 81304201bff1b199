import type { components } from './api.gen.ts';

type ApiErrorBody = components['schemas']['ApiError'];

/** A call that the API refused: `code` is stable, `next` says what to do. */
export class SignalboxApiError extends Error {
  override readonly name = 'SignalboxApiError';
  readonly status: number;
  readonly code: string;
  readonly next: string;
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, body: unknown) {
    const error = isApiError(body) ? body.error : null;
    super(error?.message ?? `the API answered ${status}`);
    this.status = status;
    this.code = error?.code ?? 'unknown';
    this.next = error?.next ?? 'Check that the base URL is the console port of Signalbox.';
    this.requestId = error?.request_id ?? null;
    this.details = error?.details ?? {};
  }
}

function isApiError(body: unknown): body is ApiErrorBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'object' &&
    body.error !== null &&
    'code' in body.error
  );
}

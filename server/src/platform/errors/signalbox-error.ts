import { ERROR_CODES, type ErrorCode } from './codes.ts';

/** An expected failure: what happened (`message`), what it means (`code`), what to do (`next`). */
export class SignalboxError extends Error {
  override readonly name = 'SignalboxError';
  readonly code: ErrorCode;
  readonly next: string;
  /** Machine-readable particulars, free of secrets: the failing fields of a body, the seconds to wait. */
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    next: string,
    options: { cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.next = next;
    this.details = options.details;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  /** One line for a terminal. */
  toLine(): string {
    return `${this.message.replace(/\.$/, '')}. ${this.next}`;
  }
}

/** A failure as a protocol's client is told of it; the product's own errors have this shape. */
export interface Failure {
  readonly code: string;
  /** The HTTP status it has where nothing was answered yet. */
  readonly status: number;
  /** `param` names the member at fault; `retry_after_seconds` becomes the header. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** What happened and what to do, in one line. */
  toLine(): string;
}

/** A request that a host does not take. Each protocol says it in its own form. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: RefusalDetails;

  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

export interface RefusalDetails {
  /** The protocol's own word for it, where it is not plain from the status. */
  readonly type?: string;
  readonly code?: string;
  readonly param?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** A scenario asked for it. */
  readonly staged?: boolean;
}

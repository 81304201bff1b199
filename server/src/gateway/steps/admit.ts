import { SignalboxError } from '../../platform/errors/index.ts';
import { allowedBy, type MayCall } from '../allow-list.ts';
import type { Tenant } from './authenticate.ts';

/** More at once in one process would be answered too slowly to be of use; they are told so instead. */
const MOST_IN_FLIGHT = 4_096;

/** What a request may do. */
export interface Admission {
  /** The key's allow-list, by which `route` chooses. */
  readonly mayCall: MayCall;
}

/** From who calls to what the call may do. */
export function admit(tenant: Tenant): Admission {
  return { mayCall: allowedBy(tenant.principal.allowedModels) };
}

/**
 * Whether the process takes one more request at all: null, or `draining` or `overloaded`. It is asked at the door, before a
 * key is looked at or a byte of the body is read, since a refusal must cost next to nothing where there is too much to do.
 */
export function refusalByLoad(load: {
  readonly inFlight: number;
  readonly draining: boolean;
}): SignalboxError | null {
  if (load.draining) {
    return new SignalboxError(
      'draining',
      'this gateway is about to stop',
      'Send the request again.',
      { details: { retry_after_seconds: 1 } },
    );
  }
  if (load.inFlight < MOST_IN_FLIGHT) return null;
  return new SignalboxError(
    'overloaded',
    `this gateway has ${MOST_IN_FLIGHT} requests in flight`,
    'Send fewer at once, or run more gateways.',
    { details: { retry_after_seconds: 1 } },
  );
}

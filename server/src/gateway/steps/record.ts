import type { Exchange, Outcome, Settlement } from '../exchange.ts';
import { beginText, endText } from '../request-header.ts';
import type { Services } from '../services.ts';

const EMPTY = Buffer.alloc(0);
/** Larger bodies are counted and described, not kept: one of them would fill a frame by itself. */
const MAX_CAPTURED_BYTES = 16 << 20;

/**
 * Writes the end record, then calls `done`: whatever is left to send goes out only after that, so that nothing answered is
 * lost. A request whose caller is unknown belongs to no project and has no record.
 */
export function record(
  services: Services,
  exchange: Exchange,
  outcome: Outcome,
  settlement: Settlement,
  done: () => void,
): void {
  const { caller } = exchange;
  if (caller === null) {
    done();
    return;
  }
  const wanted = exchange.labels?.capture === 'full';
  const request = exchange.admission?.body ?? EMPTY;
  const kept =
    wanted &&
    request.length <= MAX_CAPTURED_BYTES &&
    outcome.responseBytes <= MAX_CAPTURED_BYTES &&
    services.spool.roomForPayload();
  // A request that was refused had no call, and so no begin.
  const begin = exchange.begin ?? beginText(services, exchange, caller);
  const end = endText(begin, exchange, outcome, settlement, wanted && !kept);
  services.spool.end(
    {
      id: exchange.id,
      header: Buffer.from(end),
      request: kept ? request : EMPTY,
      response: kept ? joined(outcome.captured) : EMPTY,
    },
    done,
  );
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts);
}

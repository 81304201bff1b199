import { headerRecord, requestRecord } from '../../telemetry/index.ts';
import type { InboundRequest } from '../inbound-request.ts';
import type { Outcome, Settlement } from '../outcome.ts';
import { beginText, endText, type Found } from '../request-header.ts';
import type { Services } from '../services.ts';

const EMPTY = Buffer.alloc(0);
/** Larger bodies are counted and described, not kept: one of them would fill a frame by itself. */
const MAX_CAPTURED_BYTES = 16 << 20;

/**
 * Writes the end record and resolves when it is stored (or counted, where it cannot be): whatever is left to send goes out
 * only after that, so that nothing answered is lost.
 */
export function record(
  services: Services,
  inbound: InboundRequest,
  found: Found & { readonly begin: string | null },
  outcome: Outcome,
  settlement: Settlement,
): Promise<unknown> {
  const wanted = found.context?.attributes.capture === 'full';
  const request = found.parsed?.document.bytes ?? EMPTY;
  const kept =
    wanted &&
    request.length <= MAX_CAPTURED_BYTES &&
    outcome.responseBytes <= MAX_CAPTURED_BYTES &&
    services.spool.roomForPayload();
  // A request that was refused had no call, and so no begin.
  const begin = found.begin ?? beginText(services, inbound, found);
  const header = endText(begin, inbound, found, outcome, settlement, wanted && !kept);
  return new Promise((resolve) =>
    services.spool.end(
      kept
        ? requestRecord({
            id: inbound.id,
            header: Buffer.from(header),
            request,
            response: joined(outcome.captured),
          })
        : headerRecord(inbound.id, Buffer.from(header)),
      resolve,
    ),
  );
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts);
}

import { sql } from 'kysely';
import { z } from 'zod';
import type { ConfigPublisher } from '../../platform/config-stream/index.ts';
import type { LinkClient } from '../../platform/link/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import type { Readiness } from '../http/index.ts';

const WAIT_MS = 2_000;
const Status = z.record(z.string(), z.unknown());

/**
 * What `/readyz` of the console port tells. Ready: the database answers, and telemetry does, so that everything under
 * /api can be asked. Processes that follow the configuration are shown with how far behind they are; a gateway tells of
 * its spool itself, on its own port.
 */
export function createReadiness(options: {
  readonly db: Database;
  readonly publisher: ConfigPublisher;
  readonly telemetry: LinkClient;
}): () => Promise<Readiness> {
  const { db, publisher, telemetry } = options;
  return async () => {
    const [database, ingest] = await Promise.all([
      part(async () => {
        await sql`SELECT 1`.execute(db);
        return {};
      }),
      part((signal) => telemetry.json('GET', '/status', Status, { signal })),
    ]);
    return {
      ready: database.ready && ingest.ready,
      parts: {
        database,
        telemetry: ingest,
        config: {
          generation: publisher.generation,
          followers: publisher.followers().map(({ process, role, generation, connected }) => ({
            process,
            role,
            connected,
            generation,
            behind: Math.max(0, publisher.generation - generation),
          })),
        },
      },
    };
  };
}

/** A part's own account within `WAIT_MS`, or why there is none. */
async function part(
  ask: (signal: AbortSignal) => Promise<Record<string, unknown>>,
): Promise<{ readonly ready: boolean; readonly [member: string]: unknown }> {
  const signal = AbortSignal.timeout(WAIT_MS);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true });
  });
  try {
    return { ...(await Promise.race([ask(signal), late])), ready: true };
  } catch (error) {
    return { ready: false, reason: reasonOf(error) };
  }
}

/** Codes and not messages: `/readyz` needs no key, and a message may name hosts. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error && error.message === 'no answer in time'
    ? 'no answer in time'
    : 'failed';
}

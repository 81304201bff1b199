import type { RequestEnd } from '../../../server/src/telemetry/record.ts';
import type { RequestRecord } from '../../../server/src/telemetry/request-record.ts';
import { ingestHistory } from '../../../server/src/telemetry/testing/ingest-history.ts';
import { System, type SystemOptions } from '../../harness/system.ts';
import { becomeOwner, type Person } from './people.ts';

const HOUR_US = 3_600e6;
const KEYS = ['shop-web', 'shop-app', 'nightly-summaries'];

export interface History {
  readonly count: number;
  readonly hours: number;
  readonly records: (options: {
    readonly seed: number;
    readonly organisationId: string;
    readonly projectId: string;
    readonly environmentId: string;
    readonly keyIds: readonly string[];
    readonly fromUs: number;
    readonly toUs: number;
    readonly count: number;
  }) => Iterable<RequestRecord & { readonly end: RequestEnd }>;
}

/** A system with an owner whose project has a past: ingested while the server is down, then started again. */
export async function startWithHistory(
  history: History,
  options: SystemOptions = {},
): Promise<{ system: System; owner: Person; rows: number }> {
  const system = await System.start(options);
  try {
    const owner = await becomeOwner(system);
    const me = await system.management<{
      organisation: { id: string };
      projects: { id: string; environments: { id: string }[] }[];
    }>('/api/v1/auth/me');
    const keyIds = await Promise.all(KEYS.map((name) => createKey(system, name)));
    const project = me.projects[0];
    await system.stop();
    const toUs = Date.now() * 1000 - 60e6;
    const rows = await ingestHistory(
      system.data,
      history.records({
        seed: 1,
        organisationId: me.organisation.id,
        projectId: project?.id ?? '',
        environmentId: project?.environments[0]?.id ?? '',
        keyIds,
        fromUs: toUs - history.hours * HOUR_US,
        toUs,
        count: history.count,
      }),
    );
    await system.serve();
    return { system, owner, rows };
  } catch (error) {
    await system[Symbol.asyncDispose]();
    throw error;
  }
}

async function createKey(system: System, name: string): Promise<string> {
  const { id } = await system.management<{ id: string }>('/api/v1/keys', {
    method: 'POST',
    body: JSON.stringify({ name, environment: 'development' }),
  });
  return id;
}

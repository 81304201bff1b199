import { z } from 'zod';
import { type Endpoint, endpoint } from '../../platform/http/index.ts';
import type { ReportBoard } from '../../platform/reports/index.ts';
import type { TelemetryLink } from '../../telemetry/wiring.ts';
import type { EngineView } from './engine-status.ts';

const Trouble = z.object({
  part: z.enum(['telemetry', 'trace_store', 'gateway', 'engine']),
  state: z.enum(['away', 'slow']),
  since: z.string().describe('When it was first found so, ISO 8601.'),
});
type Trouble = z.infer<typeof Trouble>;

/** Control itself and the database are there where this is answered at all. */
const Health = z
  .object({ troubles: z.array(Trouble).describe('Empty: everything answers.') })
  .meta({ id: 'Health' });

/** What is away just now, in a few words that anybody may read who may sign in: the console asks every few seconds. */
export function healthEndpoint(context: {
  readonly traces: TelemetryLink;
  readonly reports: ReportBoard;
  readonly engine: () => Promise<EngineView>;
  readonly now: () => number;
}): Endpoint {
  const { traces, reports, engine, now } = context;
  const since = new Map<Trouble['part'], number>();
  const away = (part: 'gateway' | 'engine', found: boolean): readonly Trouble[] => {
    if (!found) {
      since.delete(part);
      return [];
    }
    const first = since.get(part) ?? now();
    since.set(part, first);
    return [{ part, state: 'away', since: new Date(first).toISOString() }];
  };
  return endpoint({
    method: 'GET',
    path: '/api/v1/health',
    operationId: 'getHealth',
    summary: 'Which parts of this installation do not answer just now, and since when.',
    tag: 'system',
    access: 'caller',
    response: Health,
    async handler() {
      const [telemetry, { status }] = await Promise.all([traces.health(), engine()]);
      const gateways = reports.list().filter(({ role }) => role === 'gateway');
      return {
        troubles: [
          ...(telemetry === null
            ? []
            : [{ ...telemetry, since: new Date(telemetry.since).toISOString() }]),
          ...away('gateway', gateways.length > 0 && gateways.every(({ silent }) => silent)),
          ...away('engine', status.state === 'silent'),
        ],
      };
    },
  });
}

import type { Trouble } from '../data/trouble.ts';

const UNREAD = 'Requests and usage cannot be read; what was read before is dimmed.';
const LATE = 'Requests and usage come late or not at all; what was read before is dimmed.';
const RECORDED = 'Requests are served and recorded meanwhile.';
const AGAIN = 'Pages are read again by themselves when it is back.';

/** What is away, as the beginning of a sentence that goes on with since when; what it means; and what to do. */
export function troubleWords({ part, state }: Trouble): {
  readonly what: string;
  readonly next: string;
} {
  switch (part) {
    case 'telemetry':
      return {
        what: 'Telemetry does not answer',
        next: `${UNREAD} ${RECORDED} ${AGAIN} If it stays away, its log says why.`,
      };
    case 'trace_store':
      return state === 'slow'
        ? {
            what: 'The trace store is slow',
            next: `${LATE} ${RECORDED} A shorter time range costs it less.`,
          }
        : {
            what: 'The trace store does not answer',
            next: `${UNREAD} ${RECORDED} ${AGAIN} See that ClickHouse runs and has room on its disk.`,
          };
    case 'gateway':
      return {
        what: 'No gateway reports',
        next: 'Applications may get no answers. See which processes run, and the log for why.',
      };
    case 'engine':
      return {
        what: 'The engine of the local models does not answer',
        next: 'Calls of local models wait or fail; others are served.',
      };
    case 'server':
      return state === 'failing'
        ? {
            what: 'The server of this console fails',
            next: `Its database may be away: its log says why. Gateways serve on. ${AGAIN}`,
          }
        : {
            what: 'The server of this console does not answer',
            next: `See that Signalbox runs and that this browser reaches it. Gateways serve on without it. ${AGAIN}`,
          };
    case 'answers':
      return {
        what: 'An answer is slow: it has been waited for',
        next: 'What was read before is dimmed. A shorter time range is answered sooner.',
      };
  }
}

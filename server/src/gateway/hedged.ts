import type { InboundRequest } from './inbound-request.ts';
import { type Call, type Decided, sendCall } from './make-call.ts';
import type { AttemptResult } from './outcome.ts';
import { type Lane, Race } from './race.ts';
import type { Services } from './services.ts';

interface Hedge {
  readonly call: Call;
  readonly afterMs: number;
  /** A call of another candidate; null: there is none. */
  another(): Call | null;
}

interface Ran {
  readonly result: AttemptResult;
  readonly last: Call;
}

/**
 * Makes a call, and where its provider has not begun to answer after a while, another one beside it ("hedged requests", Dean and
 * Barroso, "The Tail at Scale", 2013). The first to be answered is the client's; the other is given up. A call that fails before
 * the time is up is not hedged: what follows a failure is decided elsewhere.
 */
export async function hedged(
  services: Services,
  inbound: InboundRequest,
  decided: Decided,
  { call, afterMs, another }: Hedge,
): Promise<Ran> {
  const race = new Race(inbound.interruption);
  const run = async (one: Call): Promise<InLane> => {
    const lane = race.lane();
    const result = await sendCall(services, inbound, decided, one, lane);
    return { lane, result, last: one };
  };
  try {
    const first = run(call);
    if (await isOverWithin(first, afterMs)) return await first;
    const second = race.isWon ? null : another();
    if (second === null) return await first;
    const both = await Promise.all([first, run(second)]);
    const [one, other] = both;
    // Where none was answered, the one that failed last; one that was given up says nothing.
    return (
      both.find(({ lane }) => race.isWonBy(lane)) ??
      (other.result.kind === 'failed' && other.result.failure === null ? one : other)
    );
  } finally {
    race.end();
  }
}

interface InLane extends Ran {
  readonly lane: Lane;
}

function isOverWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), ms);
    work.then(
      () => {
        clearTimeout(timer);
        resolve(true);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error as Error);
      },
    );
  });
}

import type { RequestEnd } from '../../../server/src/telemetry/record.ts';
import type { RequestRecord } from '../../../server/src/telemetry/request-record.ts';
import { type GeneratorOptions, seeded } from '../../../server/src/telemetry/testing/generate.ts';
import { pickModel, type ShopCall, shopRecord } from './shop-record.ts';
import { NIGHTLY, SYSTEM, TALKS, type Talk, TOOLS } from './shop-talk.ts';

type ShopRecord = RequestRecord & { readonly end: RequestEnd };

const HOUR_US = 3_600e6;
/** A customer who comes back sooner goes on with the same conversation. */
const PAUSE_US = 20 * 60e6;
const CUSTOMERS = 60;

interface Visit {
  readonly session: string;
  readonly messages: object[];
  lastUs: number;
}

/**
 * Requests of a shop's assistant over some days, busy by day and quiet by night, a little more every day; a provider had
 * a bad half hour, and a job runs at night. What a full page should look like.
 */
export function* shopRecords(options: GeneratorOptions): Generator<ShopRecord> {
  const random = seeded(options.seed + 1);
  const visits = new Map<number, Visit>();
  const [web = '', app = '', nightly = ''] = options.keyIds;
  const step = (options.toUs - options.fromUs) / options.count;
  for (let index = 0; index < options.count; index += 1) {
    const atUs = Math.floor(options.fromUs + step * (index + random()));
    const daysAgo = (options.toUs - atUs) / (24 * HOUR_US);
    const hour = (atUs / HOUR_US) % 24;
    const base = { options, random, atUs, troubled: daysAgo > 0.24 && daysAgo < 0.262 };
    if (hour > 2 && hour < 2.4) {
      yield* talk(
        { ...base, keyId: nightly, model: 'mistral-small-latest', user: null },
        NIGHTLY,
        null,
      );
      continue;
    }
    const busy = 0.12 + 0.88 * Math.max(0, Math.sin(((hour - 6) / 17) * Math.PI));
    if (random() > busy * 0.86 ** daysAgo) continue;
    const customer = 1 + Math.floor(CUSTOMERS * random() ** 2.2);
    let visit = visits.get(customer);
    if (visit === undefined || atUs - visit.lastUs > PAUSE_US || visit.messages.length > 8) {
      const session = `visit-${customer}-${String(Math.floor(atUs / 60e6) % 10_000).padStart(4, '0')}`;
      visit = { session, messages: [{ role: 'system', content: SYSTEM }], lastUs: atUs };
      visits.set(customer, visit);
    }
    const call = {
      ...base,
      keyId: random() < 0.65 ? web : app,
      model: pickModel(random),
      user: `customer-${customer}`,
    };
    yield* talk(call, TALKS[Math.floor(random() * TALKS.length)] ?? NIGHTLY, visit);
  }
}

/** A question with its answer: two requests where a tool is called between them, the second under the first. */
function* talk(
  call: Omit<ShopCall, 'messages' | 'said' | 'tools' | 'calls' | 'under' | 'session'>,
  { question, answer, call: asked }: Talk,
  visit: Visit | null,
): Generator<ShopRecord> {
  const messages = [...(visit?.messages ?? []), { role: 'user', content: question }];
  const tools = asked === undefined ? [] : TOOLS;
  const session = visit?.session ?? null;
  const first = shopRecord({
    ...call,
    session,
    messages,
    tools,
    said: asked === undefined ? answer : '',
    calls: asked === undefined ? [] : [toolCall(asked.arguments)],
    under: null,
  });
  yield first;
  let last = first;
  if (asked !== undefined && first.end.status === 'ok') {
    messages.push(
      { role: 'assistant', content: null, tool_calls: [toolCall(asked.arguments)] },
      { role: 'tool', tool_call_id: 'call_1', content: JSON.stringify(asked.result) },
    );
    const atUs = first.end.started_at_us + first.end.total_us + 180_000;
    const second = { ...call, atUs, session, messages, tools, said: answer, calls: [] };
    last = shopRecord({ ...second, under: first.end });
    yield last;
  }
  if (visit === null || last.end.status !== 'ok') return;
  visit.messages.splice(0, visit.messages.length, ...messages, {
    role: 'assistant',
    content: answer,
  });
  visit.lastUs = last.end.started_at_us;
}

function toolCall(given: object): object {
  return {
    id: 'call_1',
    type: 'function',
    function: { name: 'find_order', arguments: JSON.stringify(given) },
  };
}

import type { EndRecord } from '../../../server/src/platform/spool/record.ts';
import type { RequestEnd } from '../../../server/src/telemetry/record.ts';
import {
  type GeneratorOptions,
  generateRecords,
  seeded,
} from '../../../server/src/telemetry/testing/generate.ts';

type ShopRecord = EndRecord & { readonly end: RequestEnd };

const QUESTIONS = [
  [
    'Which tyre fits a 28 inch gravel wheel?',
    'A 40-622 tyre fits: **40 mm wide** on a 622 mm rim. Check the clearance of your frame first:\n\n- up to 42 mm: any gravel tyre\n- up to 35 mm: take the *Allroad* 35-622',
  ],
  [
    'My order 4711 has not arrived. Where is it?',
    'Order 4711 left our warehouse on Tuesday and is with the carrier. It should reach you **tomorrow before 18:00**. Shall I send you the tracking link?',
  ],
  [
    'Can I return a helmet that I wore once?',
    'Yes. Within 30 days you may return it, as long as it has no visible damage. The label is in your account under *Returns*.',
  ],
  [
    'What is the difference between the two front lights you sell?',
    '| | Beam 40 | Beam 80 |\n|---|---|---|\n| Brightness | 40 lux | 80 lux |\n| Runtime | 6 h | 4 h |\n| Weight | 95 g | 140 g |',
  ],
  [
    'Please cancel my service plan.',
    'I have cancelled the plan. It stays active until the end of the month, and nothing more will be charged.',
  ],
  [
    'The brakes squeal since the last service.',
    'That is usually grease on the rotor. Clean both rotors with isopropyl alcohol and brake firmly ten times. If it stays, bring it in: the check is free for 60 days after a service.',
  ],
] as const;

const SYSTEM =
  'You are the assistant of a bicycle shop. Answer in at most five sentences. Never promise a refund.';

/** Requests of a shop's assistant over a day or more, busy by day and quiet by night: what a full page should look like. */
export function* shopRecords(options: GeneratorOptions): Generator<ShopRecord> {
  const random = seeded(options.seed + 1);
  for (const record of generateRecords(options)) {
    const hour = new Date(record.end.started_at_us / 1000).getUTCHours();
    const busy = 0.25 + 0.75 * Math.max(0, Math.sin(((hour - 5) / 16) * Math.PI));
    if (random() < busy) yield inTheShop(record, random);
  }
}

function inTheShop(record: ShopRecord, random: () => number): ShopRecord {
  const [question, answer] = QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? QUESTIONS[0];
  const { end } = record;
  const failed = end.status !== 'ok';
  const streamed = random() < 0.6 && !failed;
  const total = Math.floor(250_000 + random() ** 4 * 9_000_000);
  const ttft = Math.floor(80_000 + random() ** 2 * total * 0.4);
  const request = Buffer.from(
    JSON.stringify({
      model: end.requested_model,
      messages: [
        { role: 'system', content: SYSTEM },
        { role: 'user', content: question },
      ],
      temperature: 0.2,
    }),
  );
  const response = failed
    ? record.response
    : Buffer.from(
        JSON.stringify({
          id: end.response_id,
          object: 'chat.completion',
          model: end.model,
          choices: [
            { index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' },
          ],
          usage: { prompt_tokens: 96, completion_tokens: 60, total_tokens: 156 },
        }),
      );
  const customer = 1 + Math.floor(40 * random() ** 2);
  const patched: RequestEnd = {
    ...end,
    user: `customer-${customer}`,
    session: `visit-${customer}-${Math.floor(end.started_at_us / 3.6e9) % 1000}`,
    tags: random() < 0.5 ? ['checkout'] : random() < 0.5 ? ['search', 'beta'] : [],
    stream: streamed,
    total_us: total,
    ttft_us: streamed ? ttft : null,
    output_chunks: streamed ? 60 : null,
    steps_us: { ...end.steps_us, infer: total - 300 },
    attempts: end.attempts.map((attempt, index) =>
      index === end.attempts.length - 1
        ? { ...attempt, first_byte_us: streamed ? ttft : total - 80, end_us: total - 30 }
        : attempt,
    ),
    usage: failed ? null : { input: 96, cached_input: 64, output: 60 },
    request_bytes: request.length,
    response_bytes: response.length,
  };
  return {
    ...record,
    header: Buffer.from(JSON.stringify(patched)),
    request,
    response,
    end: patched,
  };
}

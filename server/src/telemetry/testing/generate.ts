import type { RequestEnd } from '../record.ts';
import type { RequestRecord } from '../request-record.ts';

/** A small generator of pseudo-random numbers (mulberry32): the same seed, the same requests. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru sa se si so su ta te ti to tu'.split(
    ' ',
  );
const MODELS = [
  ['openai', 'gpt-5'],
  ['openai', 'gpt-5-mini'],
  ['openai', 'gpt-4o'],
  ['local', 'smollm2-135m'],
  ['sandbox', 'echo'],
] as const;

export interface GeneratorOptions {
  readonly seed: number;
  readonly organisationId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly keyIds: readonly string[];
  /** Microseconds since the epoch: when requests begin. */
  readonly fromUs: number;
  readonly toUs: number;
  readonly count: number;
}

/** Requests such as an application makes: a shared system prompt, some thousand users, words by Zipf's law. */
export function* generateRecords(
  options: GeneratorOptions,
): Generator<RequestRecord & { end: RequestEnd }> {
  const random = seeded(options.seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const words = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(SYLLABLES)).join(''),
  );
  const sentence = (count: number): string =>
    Array.from(
      { length: count },
      () => words[Math.floor(words.length ** random()) - 1] ?? 'a',
    ).join(' ');
  const system = sentence(60);
  for (let i = 0; i < options.count; i++) {
    const startedAtUs = Math.floor(
      options.fromUs + ((options.toUs - options.fromUs) * i) / options.count,
    );
    const [provider, model] = MODELS[Math.floor(MODELS.length * random() ** 2)] ?? MODELS[0];
    const failed = random() < 0.02;
    const question = sentence(8 + Math.floor(random() * 40));
    const answer = sentence(10 + Math.floor(random() * 60));
    const id = idAt(startedAtUs, random);
    const input = 90 + question.length / 5;
    const output = Math.ceil(answer.length / 5);
    const total = Math.floor(200_000 + random() ** 3 * 8_000_000);
    const request = Buffer.from(
      JSON.stringify({
        model: `${provider}/${model}`,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: question },
        ],
        temperature: 0.2,
      }),
    );
    const response = failed
      ? Buffer.from('{"error":{"message":"overloaded","type":"server_error","code":null}}')
      : Buffer.from(
          JSON.stringify({
            id: `chatcmpl-${i}`,
            object: 'chat.completion',
            model,
            choices: [
              { index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' },
            ],
            usage: {
              prompt_tokens: Math.round(input),
              completion_tokens: output,
              total_tokens: Math.round(input) + output,
            },
          }),
        );
    const end: RequestEnd = {
      v: 1,
      id,
      trace_id: id.replaceAll('-', ''),
      parent_span_id: null,
      organisation_id: options.organisationId,
      project_id: options.projectId,
      environment_id: options.environmentId,
      key_id: pick(options.keyIds),
      started_at_us: startedAtUs,
      gateway: 'gateway-1',
      protocol: 'openai',
      operation: 'chat',
      stream: false,
      requested_model: `${provider}/${model}`,
      provider,
      model,
      user: `user-${Math.floor(5_000 * random() ** 2)}`,
      session: random() < 0.5 ? `session-${Math.floor(i / 20)}` : null,
      tags: random() < 0.3 ? [pick(['beta', 'mobile', 'web', 'batch'])] : [],
      metadata: random() < 0.2 ? { feature: pick(['search', 'answer', 'summary']) } : {},
      capture: 'full',
      retention_days: 30,
      status: failed ? 'error' : 'ok',
      http_status: failed ? 503 : 200,
      error_code: failed ? 'upstream_error' : null,
      error_message: failed ? 'the provider answered 503 (overloaded)' : null,
      upstream_code: failed ? 'overloaded' : null,
      upstream_status: failed ? 503 : null,
      response_model: failed ? null : `${model}-2026-08-01`,
      response_id: failed ? null : `chatcmpl-${i}`,
      system_fingerprint: failed ? null : 'fp_44709d6fcb',
      finish_reasons: failed ? [] : ['stop'],
      steps_us: { authenticate: 12, parse: 21, admit: 3, route: 5, infer: total - 60, settle: 9 },
      ttft_us: null,
      output_chunks: null,
      total_us: total,
      overhead_us: 150 + Math.floor(random() * 200),
      usage: failed ? null : { input: Math.round(input), cached_input: 64, output },
      cost:
        failed || provider === 'sandbox'
          ? null
          : {
              total: String(Math.round(input) * 1_250_000 + output * 10_000_000),
              by_kind: {
                input: String(Math.round(input) * 1_250_000),
                output: String(output * 10_000_000),
              },
              price_version: '2026-11-01',
            },
      attempts: [
        ...(random() < 0.01
          ? [
              {
                provider,
                model,
                status: 'error' as const,
                http_status: 503,
                error_code: 'upstream_error',
                start_us: 40,
                first_byte_us: null,
                end_us: 9_000,
              },
            ]
          : []),
        {
          provider,
          model,
          status: failed ? ('error' as const) : ('ok' as const),
          http_status: failed ? 503 : 200,
          error_code: failed ? 'upstream_error' : null,
          start_us: 60,
          first_byte_us: total - 80,
          end_us: total - 30,
        },
      ],
      request_bytes: request.length,
      response_bytes: response.length,
      response_content_type: 'application/json',
      payload_dropped: false,
    };
    yield { id, header: Buffer.from(JSON.stringify(end)), request, response, end };
  }
}

/** A UUIDv7 of a moment, its random part from the generator. */
export function idAt(us: number, random: () => number): string {
  const time = Math.floor(us / 1000)
    .toString(16)
    .padStart(12, '0');
  const hex = (digits: number): string =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}

import type { RequestEnd } from '../../../server/src/telemetry/record.ts';
import type { RequestRecord } from '../../../server/src/telemetry/request-record.ts';
import { type GeneratorOptions, idAt } from '../../../server/src/telemetry/testing/generate.ts';

interface Model {
  readonly provider: string;
  readonly share: number;
  /** USD a million tokens; null: not known. */
  readonly rates: readonly [input: number, output: number] | null;
  readonly ttftMs: number;
  readonly tpotMs: number;
}

const MODELS: Readonly<Record<string, Model>> = {
  'gpt-5-mini': { provider: 'openai', share: 0.48, rates: [0.25, 2], ttftMs: 420, tpotMs: 11 },
  'gpt-5': { provider: 'openai', share: 0.2, rates: [1.25, 10], ttftMs: 780, tpotMs: 19 },
  'claude-sonnet-4-5': {
    provider: 'anthropic',
    share: 0.2,
    rates: [3, 15],
    ttftMs: 640,
    tpotMs: 15,
  },
  'mistral-small-latest': {
    provider: 'mistral',
    share: 0.08,
    rates: [0.1, 0.3],
    ttftMs: 240,
    tpotMs: 8,
  },
  'smollm2-135m': { provider: 'local', share: 0.04, rates: null, ttftMs: 90, tpotMs: 21 },
};

export interface ShopCall {
  readonly options: GeneratorOptions;
  readonly random: () => number;
  readonly atUs: number;
  readonly keyId: string;
  readonly model: string;
  readonly user: string | null;
  readonly session: string | null;
  readonly messages: readonly object[];
  readonly tools: readonly object[];
  readonly said: string;
  readonly calls: readonly object[];
  /** The request that led to this one. */
  readonly under: RequestEnd | null;
  /** Whether anthropic has a bad half hour. */
  readonly troubled: boolean;
}

export function pickModel(random: () => number): string {
  let left = random();
  for (const [name, { share }] of Object.entries(MODELS)) {
    left -= share;
    if (left < 0) return name;
  }
  return 'gpt-5-mini';
}

/** One request as a gateway would have recorded it. */
export function shopRecord(call: ShopCall): RequestRecord & { readonly end: RequestEnd } {
  const { options, random, atUs, model } = call;
  const { provider, rates, ttftMs, tpotMs } = MODELS[model] ?? (MODELS['gpt-5-mini'] as Model);
  const hard = call.troubled && provider === 'anthropic';
  const failed = random() < (hard ? 0.45 : 0.004);
  const spread = (sigma: number) => Math.exp(sigma * normal(random));
  const stream = call.user !== null;
  const output = tokensOf(call.said) + call.calls.length * 22;
  const body = { model: `${provider}/${model}`, messages: call.messages };
  const request = Buffer.from(
    JSON.stringify({
      ...body,
      ...(call.tools.length === 0 ? {} : { tools: call.tools }),
      temperature: 0.2,
      ...(stream ? { stream: true } : {}),
    }),
  );
  const input = tokensOf(JSON.stringify(call.messages));
  const ttft = Math.floor(ttftMs * 1000 * spread(0.3) * (hard ? 3.5 : 1));
  const total = failed ? ttft : Math.floor(ttft + output * tpotMs * 1000 * spread(0.2));
  const id = idAt(atUs, random);
  const overhead = 160 + Math.floor(120 * random());
  const cost = rates === null || failed ? null : priced(input, output, rates);
  const response = failed
    ? OVERLOADED
    : stream
      ? events(call, model, input, output)
      : whole(call, model, input, output);
  const status = failed ? ('error' as const) : ('ok' as const);
  const last = {
    provider,
    model,
    status,
    http_status: failed ? 503 : 200,
    error_code: failed ? 'upstream_error' : null,
    start_us: 60,
    first_byte_us: stream && !failed ? ttft : total - 80,
    end_us: total - 30,
  };
  const end: RequestEnd = {
    v: 1,
    id,
    trace_id: call.under?.trace_id ?? id.replaceAll('-', ''),
    parent_span_id: call.under?.id.replaceAll('-', '').slice(-16) ?? null,
    organisation_id: options.organisationId,
    project_id: options.projectId,
    environment_id: options.environmentId,
    key_id: call.keyId,
    started_at_us: atUs,
    gateway: 'gateway-1',
    protocol: 'openai',
    operation: 'chat',
    stream,
    requested_model: `${provider}/${model}`,
    provider,
    model,
    user: call.user,
    session: call.session,
    tags: call.user === null ? ['nightly'] : random() < 0.4 ? ['checkout'] : ['support'],
    metadata: call.user === null ? {} : { locale: random() < 0.7 ? 'en-GB' : 'de-DE' },
    capture: 'full',
    retention_days: 30,
    status,
    http_status: failed ? 503 : 200,
    error_code: failed ? 'upstream_error' : null,
    error_message: failed ? 'the provider answered 503 (overloaded)' : null,
    upstream_code: failed ? 'overloaded' : null,
    upstream_status: failed ? 503 : null,
    response_model: failed ? null : model,
    response_id: failed ? null : `chatcmpl-${id.slice(-12)}`,
    system_fingerprint: null,
    finish_reasons: failed ? [] : [call.calls.length > 0 ? 'tool_calls' : 'stop'],
    steps_us: { authenticate: 12, parse: 21, admit: 3, route: 5, infer: total - 60, settle: 9 },
    ttft_us: stream && !failed ? ttft : null,
    output_chunks: stream && !failed ? output : null,
    total_us: total,
    overhead_us: overhead,
    usage: failed ? null : { input, cached_input: Math.floor(input / 3), output },
    cost,
    attempts: [last],
    request_bytes: request.length,
    response_bytes: response.length,
    response_content_type: stream && !failed ? 'text/event-stream' : 'application/json',
    payload_dropped: false,
  };
  return { id, header: Buffer.from(JSON.stringify(end)), request, response, end };
}

const OVERLOADED = Buffer.from(
  '{"error":{"message":"Overloaded","type":"overloaded_error","code":null}}',
);

function whole(call: ShopCall, model: string, input: number, output: number): Buffer {
  return Buffer.from(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model,
      choices: [
        { index: 0, message: { role: 'assistant', content: call.said }, finish_reason: 'stop' },
      ],
      usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
    }),
  );
}

function events(call: ShopCall, model: string, input: number, output: number): Buffer {
  const chunk = (choices: object[], more: object = {}) =>
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', model, choices, ...more })}\n\n`;
  const words = call.said.split(/(?<= )/).filter((word) => word !== '');
  const calls = call.calls.map((one, index) => ({ index, ...one }));
  return Buffer.from(
    [
      ...words.map((content) => chunk([{ index: 0, delta: { role: 'assistant', content } }])),
      ...(calls.length === 0
        ? []
        : [chunk([{ index: 0, delta: { role: 'assistant', tool_calls: calls } }])]),
      chunk([{ index: 0, delta: {}, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }]),
      chunk([], {
        usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
      }),
      'data: [DONE]\n\n',
    ].join(''),
  );
}

function priced(input: number, output: number, [inRate, outRate]: readonly [number, number]) {
  // A USD a million tokens is a million pico-USD a token.
  const forInput = Math.round(input * inRate * 1e6);
  const forOutput = Math.round(output * outRate * 1e6);
  return {
    total: String(forInput + forOutput),
    by_kind: { input: String(forInput), output: String(forOutput) },
    price_version: '2026-11-01',
  };
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** Box and Muller's (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The requests that are measured, and the answers of the instant upstream. */
export type ShapeName = 'small' | 'large' | 'stream';

export const CHUNKS = 200;

/** A chat of so many bytes in all; `model` is put in by the caller, since targets name it differently. */
export function requestBody(shape: ShapeName, model: string): Buffer {
  const bytes = shape === 'large' ? 32 * 1024 : 460;
  const make = (content: string): string =>
    JSON.stringify({
      model,
      messages: [
        { role: 'system', content: 'You are a helpful assistant who answers briefly.' },
        { role: 'user', content },
      ],
      temperature: 0.7,
      max_tokens: 256,
      ...(shape === 'stream' ? { stream: true } : {}),
    });
  const text = 'The quick brown fox jumps over the lazy dog. '.repeat(800);
  return Buffer.from(make(text.slice(0, Math.max(0, bytes - make('').length))));
}

export const COMPLETION = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-9fY2kQ7mX4',
    object: 'chat.completion',
    created: 1760000000,
    model: 'gpt-4o-2024-08-06',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'The fox is quick, brown and jumps; the dog is lazy and does not mind at all.',
          refusal: null,
        },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: 96,
      completion_tokens: 19,
      total_tokens: 115,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
    service_tier: 'default',
    system_fingerprint: 'fp_a1b2c3d4',
  }),
);

const chunk = (delta: object, finish: string | null, more: object = {}): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-9fY2kQ7mX4',
    object: 'chat.completion.chunk',
    created: 1760000000,
    model: 'gpt-4o-2024-08-06',
    service_tier: 'default',
    system_fingerprint: 'fp_a1b2c3d4',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...more,
  })}\n\n`;

/** The events of a stream of `CHUNKS` content chunks, usage included where it was asked for. */
export function streamEvents(includeUsage: boolean): readonly Buffer[] {
  const more = includeUsage ? { usage: null } : {};
  const events = Array.from({ length: CHUNKS }, (_, n) =>
    chunk({ content: ` word${n}` }, null, more),
  );
  const usage = { prompt_tokens: 96, completion_tokens: CHUNKS, total_tokens: 96 + CHUNKS };
  return [
    ...events,
    chunk({}, 'stop', more),
    ...(includeUsage ? [chunk({}, null, { choices: [], usage })] : []),
    'data: [DONE]\n\n',
  ].map((text) => Buffer.from(text));
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Scenario = (call: {
  body: Buffer;
  json: Record<string, unknown>;
  response: ServerResponse;
  request: IncomingMessage;
}) => Promise<void> | void;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'openai-processing-ms': '12',
  'set-cookie': '__cf_bm=secret',
};
const TEXT = 'Grüße 你好 👩‍👩‍👧 – done';
const USAGE = {
  prompt_tokens: 11,
  completion_tokens: 7,
  total_tokens: 18,
  prompt_tokens_details: { cached_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 2 },
};

function chunk(delta: object, finish: string | null = null, extra: object = {}): string {
  return JSON.stringify({
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-test-2026',
    system_fingerprint: 'fp_test',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...extra,
  });
}

function completion(message: object, finish = 'stop'): string {
  return JSON.stringify({
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-test-2026',
    system_fingerprint: 'fp_test',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
    usage: USAGE,
  });
}

/** Words of the text, each an event; usage as its own chunk where it is asked for, as the real API does it. */
function events(json: Record<string, unknown>): string[] {
  const asked =
    (json['stream_options'] as { include_usage?: boolean } | undefined)?.include_usage === true;
  const nothing = asked ? { usage: null } : {};
  return [
    chunk({ role: 'assistant', content: '' }, null, nothing),
    ...TEXT.split(/(?<= )/).map((word) => chunk({ content: word }, null, nothing)),
    chunk({}, 'stop', nothing),
    ...(asked
      ? [
          JSON.stringify({
            id: 'chatcmpl-test',
            object: 'chat.completion.chunk',
            created: 1,
            model: 'gpt-test-2026',
            system_fingerprint: 'fp_test',
            choices: [],
            usage: USAGE,
          }),
        ]
      : []),
  ];
}

function json(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-ratelimit-remaining-requests': '41',
    'set-cookie': 'a=b',
    ...headers,
  });
  response.end(body);
}

/** What the upstream does, by the model's name; every oddity is one that real providers were seen to send. */
const SCENARIOS: Record<string, Scenario> = {
  plain: async ({ json: asked, response }) => {
    if (asked['stream'] !== true) return json(response, 200, completion({ content: TEXT }));
    response.writeHead(200, STREAM_HEADERS);
    for (const event of events(asked)) {
      response.write(`data: ${event}\n\n`);
      await pause(5);
    }
    response.end('data: [DONE]\n\n');
  },
  'split-bytes': async ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    const bytes = Buffer.from(
      `${events(asked)
        .map((event) => `data: ${event}\n\n`)
        .join('')}data: [DONE]\n\n`,
    );
    // Three bytes at a time: no character of more than one byte and no event stays whole.
    for (let at = 0; at < bytes.length; at += 3) {
      response.write(bytes.subarray(at, at + 3));
      if (at % 30 === 0) await pause(1);
    }
    response.end();
  },
  crlf: ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    response.end(
      `${events(asked)
        .map((event) => `data: ${event}\r\n\r\n`)
        .join('')}data: [DONE]\r\n\r\n`,
    );
  },
  'no-space': ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    response.end(
      `${events(asked)
        .map((event) => `data:${event}\n\n`)
        .join('')}data:[DONE]\n\n`,
    );
  },
  comments: ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    response.end(
      `: OPENROUTER PROCESSING\n\n${events(asked)
        .map((event) => `: keep-alive\n\ndata: ${event}\n\n`)
        .join('')}data: [DONE]\n\n`,
    );
  },
  'no-usage': ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    response.end(
      `${events({ ...asked, stream_options: undefined })
        .map((event) => `data: ${event}\n\n`)
        .join('')}data: [DONE]\n\n`,
    );
  },
  'error-event': ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    response.write(`data: ${events(asked)[1]}\n\n`);
    response.end(
      `data: ${JSON.stringify({ error: { message: 'The server had an error', type: 'server_error', param: null, code: null } })}\n\n`,
    );
  },
  'cut-off': async ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    response.write(`data: ${events(asked)[1]}\n\n`);
    await pause(50);
    response.socket?.destroy();
  },
  'slow-stream': async ({ json: asked, response }) => {
    response.writeHead(200, STREAM_HEADERS);
    for (let n = 0; n < 600 && !response.destroyed; n++) {
      response.write(`data: ${events(asked)[1]}\n\n`);
      await pause(50);
    }
    response.end();
  },
  'no-first-byte': async () => void (await pause(5_000)),
  tools: ({ response }) =>
    json(
      response,
      200,
      completion(
        {
          content: null,
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
            },
          ],
        },
        'tool_calls',
      ),
    ),
  structured: ({ response }) =>
    json(response, 200, completion({ content: '{"city":"Paris","population":2102650}' })),
  'rate-limited': ({ response }) =>
    json(
      response,
      429,
      JSON.stringify({
        error: {
          message: 'Rate limit reached',
          type: 'requests',
          param: null,
          code: 'rate_limit_exceeded',
        },
      }),
      { 'retry-after': '3' },
    ),
  broken: ({ response }) =>
    json(
      response,
      500,
      JSON.stringify({ error: { message: 'boom', type: 'server_error', param: null, code: null } }),
    ),
  embed: ({ response, json: asked }) => {
    const vector = [0.25, -0.5, 1];
    const embedding =
      asked['encoding_format'] === 'base64'
        ? Buffer.from(new Float32Array(vector).buffer).toString('base64')
        : vector;
    json(
      response,
      200,
      JSON.stringify({
        object: 'list',
        model: 'embed-test',
        data: [{ object: 'embedding', index: 0, embedding }],
        usage: { prompt_tokens: 5, total_tokens: 5 },
      }),
    );
  },
};

/** A server that speaks the OpenAI wire format with the odd parts of real ones, and keeps what it received. */
export class Upstream implements AsyncDisposable {
  readonly received: {
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: Buffer;
  }[] = [];
  /** Calls whose connection was closed before the answer was complete. */
  aborted = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<Upstream> {
    const upstream = new Upstream();
    await new Promise<void>((resolve) => upstream.#server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableFinished) this.aborted++;
    });
    const chunks: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) chunks.push(part);
    const body = Buffer.concat(chunks);
    this.received.push({ path: request.url ?? '', headers: request.headers, body });
    const parsed =
      body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>);
    const scenario = SCENARIOS[String(parsed['model'])] ?? SCENARIOS['plain'];
    await scenario!({ body, json: parsed, response, request });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export { TEXT, USAGE };

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What the upstream does with a request, once its body is there. */
export type Script = (response: ServerResponse, received: Received) => Promise<void> | void;

/** A provider in the test's process: answers by the script that stands, keeps what it received. */
export class ScriptedUpstream implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Calls whose connection was closed before their answer was complete. */
  aborted = 0;
  script: Script = (response) => json(response, 200, COMPLETION);
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => this.#take(request, response));
  }

  static async start(): Promise<ScriptedUpstream> {
    const upstream = new ScriptedUpstream();
    await new Promise<void>((resolve) => upstream.#server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    response.on('close', () => {
      if (!response.writableFinished) this.aborted++;
    });
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const received = { method, path: url, headers, body: Buffer.concat(parts) };
      this.received.push(received);
      void this.script(response, received);
    });
  }
}

export const COMPLETION = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  model: 'gpt-4o-2024-08-06',
  system_fingerprint: 'fp_1',
  choices: [
    { index: 0, message: { role: 'assistant', content: 'Grüß 你好 👋' }, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 },
});

export function json(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

/** The events of a stream as `data:` lines: two with content, the finish, usage where it is given, the terminal one. */
export function events(usage: object | null = null): string[] {
  const chunk = (choices: object[], more: object = {}): string =>
    `data: ${JSON.stringify({ id: 'chatcmpl-2', object: 'chat.completion.chunk', model: 'gpt-4o-2024-08-06', choices, ...more })}\n\n`;
  const nothing = usage === null ? {} : { usage: null };
  return [
    chunk([{ index: 0, delta: { role: 'assistant', content: 'Grüß' } }], nothing),
    chunk([{ index: 0, delta: { content: ' 你好 👩‍👩‍👧' } }], nothing),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }], nothing),
    ...(usage === null ? [] : [chunk([], { usage })]),
    'data: [DONE]\n\n',
  ];
}

/** Sends pieces of a stream one by one, each on its way before the next. */
export async function stream(
  response: ServerResponse,
  pieces: readonly (string | Buffer)[],
  options: { readonly pauseMs?: number; readonly end?: boolean } = {},
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': 'a=b' });
  for (const piece of pieces) {
    if (response.destroyed) return;
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, options.pauseMs ?? 1));
  }
  if (options.end !== false) response.end();
}

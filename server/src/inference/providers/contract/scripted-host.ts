import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import type { Behaviour } from './behaviour.ts';
import type { Adapter } from './provider-contract.ts';

/** How a host says what it is told to say. */
export interface HostForm {
  /** What the body of a call asks it to do. */
  readonly behaviourIn: (body: string) => Behaviour;
  /** A whole answer. */
  readonly completion: string;
  readonly event: string;
  /** What ends a stream well. */
  readonly end: string;
}

const EVENT = 'data: {"choices":[{"index":0,"delta":{"content":"some text of a model"}}]}\n\n';
const COMPLETION = '{"id":"1","choices":[{"index":0,"message":{"content":"x"}}]}';

const BY_BODY: HostForm = {
  behaviourIn: (body) => JSON.parse(body) as Behaviour,
  completion: COMPLETION,
  event: EVENT,
  end: '',
};

interface Received {
  /** The path with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A host over HTTP that behaves as the body of a call says. */
export class ScriptedHost implements AsyncDisposable {
  hungUp = 0;
  /** Of the last call. */
  received: Received = { target: '', headers: {}, body: '' };
  readonly #server: Server;

  /** `encoded`: it compresses what it sends, though nobody asked. */
  private constructor(encoded: boolean, form: HostForm) {
    this.#server = createServer(async (request, response) => {
      response.on('close', () => {
        if (!response.writableFinished) this.hungUp++;
      });
      const { url: target = '', headers } = request;
      this.received = { target, headers, body: '' };
      const parts: Buffer[] = [];
      try {
        for await (const part of request) parts.push(part as Buffer);
      } catch {
        return;
      }
      const body = Buffer.concat(parts).toString();
      this.received = { target, headers, body };
      await behave(response, form.behaviourIn(body), encoded, form);
    });
  }

  /** On a socket of the file system, or on a port of this machine. */
  static async start(
    socket: string | null,
    encoded = false,
    form: HostForm = BY_BODY,
  ): Promise<ScriptedHost> {
    const host = new ScriptedHost(encoded, form);
    await new Promise<void>((resolve) =>
      socket === null
        ? host.#server.listen(0, '127.0.0.1', resolve)
        : host.#server.listen(socket, resolve),
    );
    return host;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** What the contract knows of such a host. */
export const scripted: Pick<Adapter, 'body' | 'eventsIn'> = {
  body: (behaviour) => behaviour,
  eventsIn: (text) => text.split(EVENT).length - 1,
};

async function behave(
  response: ServerResponse,
  behaviour: Behaviour,
  encoded: boolean,
  { completion, event, end }: HostForm,
): Promise<void> {
  const body = begin(response, behaviour, encoded);
  const flushed = async (text: string): Promise<void> => {
    await new Promise((resolve) => body.write(text, resolve));
    if ('flush' in body) await new Promise<void>((resolve) => body.flush(resolve));
  };
  switch (behaviour.kind) {
    case 'silent':
      return;
    case 'hangs_up':
      response.socket?.destroy();
      return;
    case 'whole':
      body.end(completion);
      return;
    case 'error':
      body.end('{"error":{"message":"no","type":"t","code":"c"}}');
      return;
    case 'empty':
    case 'redirect':
      response.end();
      return;
    case 'stream':
      for (let sent = 0; sent < behaviour.events && !response.destroyed; sent++) {
        if (sent % 50 === 1) await flushed(event);
        else body.write(event);
      }
      body.end(end);
      return;
    case 'stalls':
      await flushed(event);
      return;
    case 'trickles':
      while (!response.destroyed) {
        await flushed(event);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return;
    case 'breaks':
      await flushed(event.repeat(3));
      // After what was sent has left.
      setTimeout(() => response.destroy(), 20);
  }
}

function begin(response: ServerResponse, behaviour: Behaviour, encoded: boolean) {
  const streams = ['stream', 'stalls', 'trickles', 'breaks'].includes(behaviour.kind);
  const status = behaviour.kind === 'error' ? behaviour.status : 200;
  if (behaviour.kind === 'redirect') response.writeHead(302, { location: '/elsewhere' });
  if (behaviour.kind === 'empty') response.writeHead(200, { 'content-length': '0' });
  if (!streams && behaviour.kind !== 'error' && behaviour.kind !== 'whole') return response;
  response.writeHead(status, {
    'Content-Type': streams ? 'text/event-stream' : 'application/json',
    ...(status === 429 ? { 'Retry-After': '1' } : {}),
    ...(encoded ? { 'Content-Encoding': 'gzip' } : {}),
  });
  if (!encoded) return response;
  const gzip = createGzip();
  gzip.pipe(response);
  return gzip;
}

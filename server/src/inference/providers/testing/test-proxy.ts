import { createServer, request as forward, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface TestProxyOptions {
  /** Where every target really is: a port of this machine, so that a test can name hosts that do not exist. */
  readonly port: number;
  /** `user:password`; absent: anyone. */
  readonly credentials?: string;
  /** Answers each request for a connection with this status instead. */
  readonly refuse?: number;
}

/** A real proxy on 127.0.0.1 (CONNECT and absolute-form requests) that keeps what it was asked for. */
export class TestProxy implements AsyncDisposable {
  /** `CONNECT provider.test:443`, `POST http://provider.test/v1/chat/completions`. */
  readonly asked: string[] = [];
  readonly #options: TestProxyOptions;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer();

  private constructor(options: TestProxyOptions) {
    this.#options = options;
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
    this.#server.on('connect', (request: IncomingMessage, socket: Socket) => {
      const status = this.#statusOf(request);
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
        return;
      }
      const upstream = this.#keep(connect(options.port, '127.0.0.1'));
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    this.#server.on('request', (request, response) => {
      const status = this.#statusOf(request);
      if (status !== 200) {
        response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>No</h1>');
        return;
      }
      const { pathname, search } = new URL(request.url ?? '');
      const { method, headers } = request;
      const path = pathname + search;
      const upstream = forward(
        { host: '127.0.0.1', port: options.port, method, path, headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.on('error', () => response.destroy());
          answer.pipe(response);
        },
      );
      upstream.on('error', () => response.destroy());
      response.on('close', () => upstream.destroy());
      request.pipe(upstream);
    });
  }

  static async start(options: TestProxyOptions): Promise<TestProxy> {
    const proxy = new TestProxy(options);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** With the credentials that it wants. */
  get url(): URL {
    const { credentials } = this.#options;
    const port = (this.#server.address() as AddressInfo).port;
    return new URL(`http://${credentials === undefined ? '' : `${credentials}@`}127.0.0.1:${port}`);
  }

  #statusOf(request: IncomingMessage): number {
    this.asked.push(`${request.method} ${request.url}`);
    const { credentials, refuse } = this.#options;
    const wanted = `Basic ${Buffer.from(credentials ?? '').toString('base64')}`;
    if (credentials !== undefined && request.headers['proxy-authorization'] !== wanted) return 407;
    return refuse ?? 200;
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket.on('close', () => this.#sockets.delete(socket)));
    return socket.on('error', () => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

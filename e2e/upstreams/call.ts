import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** One request to a model host and its answer: what was received, and what was sent, byte by byte. */
export class Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly #response: ServerResponse;
  readonly #sent: Buffer[] = [];
  #status = 0;

  constructor(request: IncomingMessage, body: Buffer, response: ServerResponse) {
    this.method = request.method ?? '';
    this.url = new URL(request.url ?? '/', 'http://host');
    this.headers = request.headers;
    this.body = body;
    this.#response = response;
  }

  /** 0: nothing was answered yet. */
  get status(): number {
    return this.#status;
  }

  get sent(): Buffer {
    return Buffer.concat(this.#sent);
  }

  /** The client closed the connection. */
  get left(): boolean {
    return this.#response.destroyed;
  }

  /** A whole answer. */
  answer(status: number, body: string, headers: Record<string, string>): void {
    this.open(status, headers);
    this.#sent.push(Buffer.from(body));
    this.#response.end(body);
  }

  open(status: number, headers: Record<string, string>): void {
    this.#status = status;
    this.#response.writeHead(status, headers);
  }

  write(bytes: Buffer): void {
    if (this.left) return;
    this.#sent.push(bytes);
    this.#response.write(bytes);
  }

  end(): void {
    this.#response.end();
  }

  /** As when a host dies: the connection is closed in the middle of an answer. */
  cut(): void {
    this.#response.socket?.destroy();
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Call } from './call.ts';
import { Refusal } from './check/refusal.ts';
import type { Seen } from './scene/seen.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Of the whole path; its groups are given to `run`. */
  readonly path: RegExp;
  /** Throws a `Refusal` where the published API would refuse. */
  run(call: Call, groups: readonly string[]): Promise<void> | void;
}

/** A server on the loopback that speaks as one provider's API does, and keeps what it received and sent. */
export abstract class ModelHost implements AsyncDisposable {
  readonly calls: Call[] = [];
  /** What the model was given, of every request that was taken. */
  readonly seen: Seen[] = [];
  /** What was not taken, and why: when a gateway sent it, the gateway is wrong. */
  readonly refusals: Refusal[] = [];
  /** Calls whose connection was closed before their answer was whole. */
  closedEarly = 0;
  /** Called when a call was answered, or was not. */
  onAnswer: ((call: Call, refusal: Refusal | null) => void) | null = null;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  /** On a port of the system's choice, unless told. */
  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What clients and gateways are given as this API's base URL. */
  abstract readonly baseUrl: string;
  protected abstract readonly routes: readonly Route[];
  /** Throws a `Refusal`. */
  protected abstract checkCredential(call: Call): void;
  protected abstract refuse(call: Call, refusal: Refusal): void;
  protected abstract noSuchPath(call: Call): Refusal;

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableFinished) this.closedEarly++;
    });
    const chunks: Buffer[] = [];
    try {
      for await (const part of request as AsyncIterable<Buffer>) chunks.push(part);
    } catch {
      return;
    }
    const call = new Call(request, Buffer.concat(chunks), response);
    this.calls.push(call);
    try {
      this.checkCredential(call);
      await this.#route(call);
      this.onAnswer?.(call, null);
    } catch (error) {
      const refusal =
        error instanceof Refusal
          ? error
          : new Refusal(500, `the host itself failed: ${String(error)}`);
      // A scenario's failure is no fault of whoever asked.
      if (!refusal.details.staged) this.refusals.push(refusal);
      if (call.status === 0) this.refuse(call, refusal);
      else call.cut();
      this.onAnswer?.(call, refusal);
    }
  }

  async #route(call: Call): Promise<void> {
    for (const { method, path, run } of this.routes) {
      const match = method === call.method ? path.exec(call.url.pathname) : null;
      if (match !== null)
        return run(
          call,
          match.slice(1).map((group) => decodeURIComponent(group ?? '')),
        );
    }
    const refusal = this.noSuchPath(call);
    this.refusals.push(new Refusal(404, `nothing at ${call.method} ${call.url.href}`));
    throw refusal;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

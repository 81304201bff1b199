import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { weatherServer } from './weather-server.ts';

/** The MCP server over HTTP, without sessions: a server and a transport for each request, as the SDK has it. */
export class HttpMcpServer implements AsyncDisposable {
  readonly #server: Server;

  constructor(station: string) {
    this.#server = createServer(async (request, response) => {
      const server = weatherServer(station);
      const transport = new StreamableHTTPServerTransport({});
      response.on('close', () => void server.close());
      await server.connect(transport as Parameters<typeof server.connect>[0]);
      await transport.handleRequest(request, response);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mcp`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

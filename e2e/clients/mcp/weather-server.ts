import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

/** An MCP server with a tool that the clients do not have themselves. `station` says in each result which one was asked. */
export function weatherServer(station: string): McpServer {
  const server = new McpServer({ name: 'weather', version: '1.0.0' });
  server.registerTool(
    'measure_weather',
    {
      description: 'Measures the weather of a city now.',
      inputSchema: { city: z.string().describe('Its name') },
    },
    ({ city }) => ({ content: [{ type: 'text', text: `18 °C in ${city}, says ${station}` }] }),
  );
  return server;
}

import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { weatherServer } from './weather-server.ts';

/** The MCP server as a process of its own, which ends with its input: `node stdio.ts STATION`. */
await weatherServer(process.argv[2] ?? '').connect(new StdioServerTransport());

import { createMCPClient } from '@ai-sdk/mcp';
import { Agent, MCPServerStdio } from '@openai/agents';
import { generateText, isStepCount } from 'ai';
import { AI_SDK_MODELS } from '../ai-sdk.ts';
import type { Target } from '../client.ts';
import { agentsRunner } from '../openai-agents.ts';

const STDIO = new URL('stdio.ts', import.meta.url).pathname;

/** A client that gives its model the tools of an MCP server. */
export interface McpClient {
  readonly name: string;
  /** `station`: of the server that it starts, where it starts one; `url`: of one that is there. */
  ask(target: Target, text: string, server: { station: string; url: string }): Promise<string>;
}

const aiSdks: readonly McpClient[] = Object.entries(AI_SDK_MODELS).map(([provider, modelOf]) => ({
  name: `ai with ${provider}, MCP over HTTP`,
  async ask(target, text, { url }) {
    const mcp = await createMCPClient({ transport: { type: 'http', url } });
    try {
      const { text: said } = await generateText({
        model: modelOf(target),
        prompt: text,
        maxRetries: 0,
        stopWhen: isStepCount(5),
        tools: await mcp.tools(),
      });
      return said;
    } finally {
      await mcp.close();
    }
  },
}));

const agents: readonly McpClient[] = (['openai-responses', 'openai-chat'] as const).map(
  (protocol) => ({
    name: `@openai/agents, ${protocol}, MCP over stdio`,
    async ask(target, text, { station }) {
      const server = new MCPServerStdio({ command: process.execPath, args: [STDIO, station] });
      await server.connect();
      try {
        const agent = new Agent({ name: 'forecaster', model: target.model, mcpServers: [server] });
        return (await agentsRunner(protocol, target).run(agent, text)).finalOutput ?? '';
      } finally {
        await server.close();
      }
    },
  }),
);

export const MCP_CLIENTS: readonly McpClient[] = [...aiSdks, ...agents];

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENTS } from './clients/index.ts';
import { MCP_CLIENTS } from './clients/mcp/clients.ts';
import { HttpMcpServer } from './clients/mcp/http.ts';
import { pythonClients } from './clients/python-client.ts';
import { pythonEnvironment } from './clients/python-environment.ts';
import { itKeepsNothing, itKeepsResponses } from './clients/responses-store.ts';
import { itServes } from './clients/scenarios.ts';
import { BOOTSTRAP_KEY, type System } from './harness/system.ts';
import { startGateway } from './matrix/gateway.ts';
import { startProviders } from './matrix/providers.ts';

/** Unmodified clients through one server to every kind of provider; those in Python where there is one. */

const environment = await pythonEnvironment();
const python = 'python' in environment ? pythonClients(environment.python) : null;
const providers = await startProviders();
/** Said by the MCP server alone. */
const STATION = 'station 4711';
const mcp = new HttpMcpServer(STATION);
let system: System;

beforeAll(async () => {
  await mcp.listen();
  ({ system } = await startGateway(providers));
});
afterAll(async () => {
  python?.dispose();
  await mcp[Symbol.asyncDispose]();
  await system?.[Symbol.asyncDispose]();
  await providers[Symbol.asyncDispose]();
});

describe.each([...CLIENTS, ...(python?.clients ?? [])])('$name', (client) => {
  describe.each(providers.columns)('to $title', ({ name, model }) => {
    itServes(client, () => ({
      origin: system.gateway,
      key: BOOTSTRAP_KEY,
      model: `${name}/${model}`,
    }));
  });
});

// Those that set a temperature in every request are refused by models that think, here as there.
const thinkers = CLIENTS.filter(({ name }) => !name.startsWith('@llamaindex'));
describe.each(thinkers)('$name, with a model that thinks', (client) => {
  it.each(providers.columns)('to $title', async ({ name, thinkingModel }) => {
    const model = `${name}/${thinkingModel}`;
    const target = { origin: system.gateway, key: BOOTSTRAP_KEY, model };
    expect(await client.tools(target, 'Weather? #parallel')).toContain('21 °C in Tokyo');
    expect(await client.tools(target, 'Weather? #turns=3')).toContain('21 °C in Paris');
  });
});

describe.each(MCP_CLIENTS)('$name', (client) => {
  it.each(providers.columns)('tools of a server, to $title', async ({ name, model, host }) => {
    const target = { origin: system.gateway, key: BOOTSTRAP_KEY, model: `${name}/${model}` };
    const before = host.seen.length;
    const said = await client.ask(target, 'How is the weather?', {
      station: STATION,
      url: mcp.url,
    });
    expect(said).toContain(`18 °C in Paris, says ${STATION}`);
    const [asked, told, ...more] = host.seen.slice(before);
    expect(more).toEqual([]);
    expect(asked?.tools).toMatchObject([
      {
        name: 'measure_weather',
        parameters: { properties: { city: { description: 'Its name' } } },
      },
    ]);
    expect(told?.results).toMatchObject([{ text: expect.stringContaining(STATION) }]);
  });
});

describe.each(providers.columns)('openai, responses kept by $title', ({ name, model }) => {
  const target = () => ({ origin: system.gateway, key: BOOTSTRAP_KEY, model: `${name}/${model}` });
  if (name === 'openai-responses' || name === 'azure') itKeepsResponses(target);
  else itKeepsNothing(target);
});

if ('missing' in environment) {
  describe('Python clients', () => {
    it.skip(environment.missing, () => undefined);
  });
}

it('made the gateway send nothing that is not published', () => {
  const refusals = providers.hosts.flatMap((host) => host.refusals.map(({ message }) => message));
  // Those that were deleted before are asked for again, to see that they are.
  expect(refusals.filter((message) => !/^Response with id '\w+' not found/.test(message))).toEqual(
    [],
  );
});

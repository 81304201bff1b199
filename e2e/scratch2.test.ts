import { afterAll, describe } from 'vitest';
import { CLIENTS } from './clients/index.ts';
import { itServes } from './clients/scenarios.ts';
import { startProviders } from './matrix/providers.ts';
import { scratch } from './scratch-gateway.ts';
import { pythonClients } from './clients/python-client.ts';
import { afterEach, beforeEach, expect } from 'vitest';
const providers = await startProviders();
const gw = await scratch(providers.columns);
afterAll(() => gw.close());
const py = process.env['PY'] ? pythonClients(process.env['PY']!).clients : [];
let n = 0;
beforeEach(() => { n = providers.hosts.reduce((a, h) => a + h.refusals.length, 0); });
afterEach(() => { const r = providers.hosts.flatMap((h) => h.refusals.map((x) => x.message)); expect(r.slice(n)).toEqual([]); });
describe.each([...CLIENTS, ...py])('C $name', (client) => {
  describe.each(providers.columns.filter(({ name }) => ['openai-chat', 'openai-responses', 'anthropic', 'gemini'].includes(name)))('P $title', ({ name, model, thinkingModel }) => {
    itServes(client, () => ({ origin: gw.origin, key: 'k', model: `${name}/${process.env['THINK'] ? thinkingModel : model}` }));
  });
});

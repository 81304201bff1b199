import { afterAll, describe, expect, it } from 'vitest';
import { type Outcome, tryCell } from './matrix/cell.ts';
import { CLIENT_SIDES } from './matrix/clients.ts';
import { FEATURES } from './matrix/features.ts';
import { startProviders } from './matrix/providers.ts';
import { scratch } from './scratch-gateway.ts';

const providers = await startProviders();
const gw = await scratch(providers.columns);
afterAll(() => gw.close());
describe.each(CLIENT_SIDES)(
  'C $name',
  (client) => {
    describe.each(
      providers.columns.filter(({ name }) => ['openai-chat', 'openai-responses', 'anthropic', 'gemini'].includes(name)),
    )('P $title', ({ title, name, host, model, thinkingModel }) => {
      it.each(FEATURES)('$name', async (feature) => {
        const line = {
          client,
          host,
          origin: gw.origin,
          key: 'k',
          model: `${name}/${model}`,
          thinkingModel: `${name}/${thinkingModel}`,
        };
        const before = host.refusals.length;
        const outcome = await tryCell(feature, title, line, { ...line, key: 'drop' }).catch(
          (error: unknown) => {
            const refused = host.refusals.slice(before).map(({ message }) => message);
            if (error instanceof Error && refused.length > 0)
              error.message += `\nThe host refused: ${refused.join('; ')}`;
            throw error;
          },
        );
        if (outcome.kind === 'refused') console.log(client.name, title, feature.name, outcome);
        expect(host.refusals.slice(before)).toEqual([]);
      });
    });
  },
);

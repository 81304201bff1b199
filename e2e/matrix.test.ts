import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, type System } from './harness/system.ts';
import { type Outcome, tryCell } from './matrix/cell.ts';
import { CLIENT_SIDES } from './matrix/clients.ts';
import { matrixDocument } from './matrix/document.ts';
import { FEATURES } from './matrix/features.ts';
import { startGateway } from './matrix/gateway.ts';
import { startProviders } from './matrix/providers.ts';

/** Every protocol of clients on every kind of provider, through one server; the outcome is docs/protocols-matrix.md. */

const DOCUMENT = new URL('../docs/protocols-matrix.md', import.meta.url);
const providers = await startProviders();
const outcomes = new Map<string, Outcome>();
let system: System;
let droppingKey: string;

beforeAll(async () => {
  ({ system, droppingKey } = await startGateway(providers));
});
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await providers[Symbol.asyncDispose]();
});

describe.each(CLIENT_SIDES)('a client that speaks $name', (client) => {
  describe.each(providers.columns)('and $title', ({ title, name, host, model, thinkingModel }) => {
    it.each(FEATURES)('$name', async (feature) => {
      const line = {
        client,
        host,
        origin: system.gateway,
        key: BOOTSTRAP_KEY,
        model: `${name}/${model}`,
        thinkingModel: `${name}/${thinkingModel}`,
      };
      const before = host.refusals.length;
      const outcome = await tryCell(feature, title, line, { ...line, key: droppingKey }).catch(
        (error: unknown) => {
          // What the host would not take says more than what the client was told of it.
          const refused = host.refusals.slice(before).map(({ message }) => message);
          if (error instanceof Error && refused.length > 0)
            error.message += `\nThe host refused: ${refused.join('; ')}`;
          throw error;
        },
      );
      outcomes.set(`${client.name} ${title} ${feature.name}`, outcome);
      expect(host.refusals.slice(before)).toEqual([]);
    });
  });
});

it('is written down', () => {
  const columns = providers.columns.map(({ title }) => title);
  const tables = CLIENT_SIDES.map((client) => ({
    client: client.name,
    rows: FEATURES.map((feature) => ({
      feature: feature.name,
      outcomes: new Map(
        columns.flatMap((title): [string, Outcome][] => {
          const outcome = outcomes.get(`${client.name} ${title} ${feature.name}`);
          return outcome === undefined ? [] : [[title, outcome]];
        }),
      ),
    })),
  }));
  // Only of a matrix that was tried whole.
  if (outcomes.size === CLIENT_SIDES.length * columns.length * FEATURES.length)
    writeFileSync(DOCUMENT, matrixDocument(columns, tables));
});

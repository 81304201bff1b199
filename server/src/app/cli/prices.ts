import {
  type Command,
  onlyPositional,
  show,
  textOption,
  textsOption,
  UsageError,
} from './command.ts';
import { table } from './table.ts';

interface Price {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly service_tier: string | null;
  readonly effective_from: string;
  readonly usd_per_million: Readonly<Record<string, string>>;
}

const list: Command = {
  name: 'prices list',
  usage: '',
  summary: 'lists own prices, in USD a million, newest first',
  options: {},
  async run(context) {
    const answer = await context.api.call<{ data: Price[] }>('GET', '/api/v1/prices', {
      query: { limit: 1000 },
    });
    show(context, answer, () =>
      table(
        ['model', 'tier', 'from', 'usd a million', 'id'],
        answer.data.map((price) => [
          `${price.provider}/${price.model}`,
          price.service_tier,
          price.effective_from,
          Object.entries(price.usd_per_million).map(([kind, usd]) => `${kind} ${usd}`),
          price.id,
        ]),
      ),
    );
  },
};

const set: Command = {
  name: 'prices set',
  usage: 'PROVIDER/MODEL --usd KIND=USD_A_MILLION… [--tier TIER] [--from ISO8601]',
  takesWord: true,
  summary:
    'sets what a model costs from now on: input=2.50, web_searches=10000; kinds left out stay at the public price',
  options: {
    usd: { type: 'string', multiple: true },
    tier: { type: 'string' },
    from: { type: 'string' },
  },
  async run(context) {
    const model = onlyPositional(context, 'the model');
    const slash = model.indexOf('/');
    if (slash <= 0) throw new UsageError('the model is named by its provider too: openai/gpt-4o');
    const price = await context.api.call<Price>('POST', '/api/v1/prices', {
      body: {
        provider: model.slice(0, slash),
        model: model.slice(slash + 1),
        service_tier: textOption(context, 'tier'),
        effective_from: textOption(context, 'from'),
        usd_per_million: ratesOf(textsOption(context, 'usd') ?? []),
      },
    });
    show(context, price, () => `Set, in force from ${price.effective_from} on (${price.id}).\n`);
  },
};

function ratesOf(given: readonly string[]): Record<string, string> {
  if (given.length === 0) throw new UsageError('--usd is missing');
  const rates = given.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at <= 0) throw new UsageError(`--usd ${text} is not of the form KIND=USD`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(rates);
}

const remove: Command = {
  name: 'prices remove',
  usage: 'ID',
  takesWord: true,
  summary: 'removes an own price; the one before it holds, or the public one',
  options: {},
  async run(context) {
    const id = onlyPositional(context, 'the id of the price');
    const answer = await context.api.call('DELETE', `/api/v1/prices/${encodeURIComponent(id)}`);
    show(context, answer, () => 'Removed.\n');
  },
};

export const priceCommands: readonly Command[] = [list, set, remove];

import { readFileSync } from 'node:fs';
import { calcPrice } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Usage } from '../../protocols/conversation/index.ts';
import type { PriceEntity } from '../entities.ts';
import { createPriceBook, type PriceQuestion } from './price-book.ts';
import { PUBLIC_PRICES_VERSION } from './public-rates.ts';

const OPENAI = { name: 'openai', kind: 'openai', base_url: 'https://api.openai.com/v1' } as const;
const AT = Date.parse('2026-11-23T12:00:00Z');

function question(
  model: string,
  usage: Usage | null,
  more: Partial<PriceQuestion> = {},
): PriceQuestion {
  return { provider: OPENAI, model, usage, projectId: 'p', atMs: AT, ...more };
}

function ownValue(model: string, perToken: Record<string, string>): PriceEntity {
  return own('', '2026-01-01T00:00:00Z', perToken, { model }).value;
}

function own(
  id: string,
  from: string,
  perToken: Record<string, string>,
  more: Partial<PriceEntity> = {},
) {
  const value: PriceEntity = {
    project_id: null,
    provider: 'openai',
    model: 'gpt-4o',
    service_tier: null,
    effective_from: from,
    per_token: perToken,
    ...more,
  };
  return { id, value };
}

describe('public prices', () => {
  const book = createPriceBook([]);

  it('are those of the package that is installed', () => {
    const manifest = new URL(
      '../../../../node_modules/@pydantic/genai-prices/package.json',
      import.meta.url,
    );
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    expect(PUBLIC_PRICES_VERSION).toBe(`genai-prices@${version}`);
  });

  it.each([
    { input: 100, input_audio: 40, output: 10 },
    { input: 100, output: 10, output_audio: 5 },
    { input: 100, output: 10, images: 5 },
  ])('of sound and images are unknown where the table has none: %j', (usage) => {
    expect(book.priceOf(question('gpt-4o', usage))).toBeNull();
    const none = { ...usage, input_audio: 0, output_audio: 0, images: 0 };
    expect(book.priceOf(question('gpt-4o', none))).not.toBeNull();
  });

  it.each(['flex', 'priority', 'batch', 'scale', 'new'])(
    'are unknown at the tier %s',
    (serviceTier) => {
      const usage = { input: 100, output: 10 };
      expect(book.priceOf(question('gpt-4o', usage, { serviceTier }))).toBeNull();
    },
  );

  it.each([null, 'default', 'standard', 'auto', 'STANDARD', 'ON_DEMAND'])(
    'hold at the tier %s',
    (serviceTier) => {
      const usage = { input: 100, output: 10 };
      expect(book.priceOf(question('gpt-4o', usage, { serviceTier }))).toEqual(
        book.priceOf(question('gpt-4o', usage)),
      );
    },
  );

  it('are paid by kind, in whole pico-USD', () => {
    // gpt-4o: $2.50 in, $1.25 cached, $10 out a million tokens.
    const usage = { input: 1_000, cached_input: 400, output: 100, reasoning: 30 };
    expect(book.priceOf(question('gpt-4o', usage))).toEqual({
      total: '3000000000',
      by_kind: {
        cached_input: '500000000',
        input: '1500000000',
        reasoning: '300000000',
        output: '700000000',
      },
      price_version: PUBLIC_PRICES_VERSION,
    });
  });

  it('take the higher tier for the whole of a long request', () => {
    const google = {
      ...OPENAI,
      name: 'g',
      base_url: 'https://generativelanguage.googleapis.com/v1beta/openai',
    };
    const cost = (input: number) =>
      book.priceOf(question('gemini-2.5-pro', { input, output: 10 }, { provider: google }))
        ?.by_kind;
    expect(cost(200_000)).toEqual({ input: '250000000000', output: '100000000' });
    expect(cost(200_001)).toEqual({ input: '500002500000', output: '150000000' });
  });

  it('hold from their date and at their time of day', () => {
    const deepseek = { ...OPENAI, name: 'd', base_url: 'https://api.deepseek.com' };
    const at = (time: string) =>
      book.priceOf(
        question(
          'deepseek-v4-pro',
          { input: 1_000_000 },
          { provider: deepseek, atMs: Date.parse(time) },
        ),
      )?.total;
    expect(at('2026-08-01T00:00:00Z')).toBe('435000000000');
    expect(at('2026-11-23T00:59:59Z')).toBe('660000000000');
    expect(at('2026-11-23T01:00:00Z')).toBe('1320000000000');
    expect(at('2026-11-23T00:59:59Z')).toBe('660000000000');
  });

  it('agree with the package itself', () => {
    const hosts = [
      [
        'https://api.openai.com/v1',
        'openai',
        ['gpt-4o', 'gpt-4o-mini', 'gpt-5.4', 'gpt-6-sol', 'o3', 'text-embedding-3-small'],
      ],
      [
        'https://openrouter.ai/api/v1',
        'openrouter',
        ['anthropic/claude-sonnet-4.5', 'openai/gpt-4o'],
      ],
      ['https://api.groq.com/openai/v1', 'groq', ['llama-3.3-70b-versatile']],
      ['https://api.perplexity.ai', 'perplexity', ['sonar']],
      ['https://api.x.ai/v1', 'x-ai', ['grok-4']],
    ] as const;
    const cases = hosts.flatMap(([url, id, models]) =>
      models.map((model) => [url, id, model] as const),
    );
    const counts = fc.record({
      input: fc.nat({ max: 1_000_000 }),
      cached: fc.nat({ max: 100 }),
      output: fc.nat({ max: 100_000 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        counts,
        ([url, id, model], { input, cached, output }) => {
          const cachedInput = Math.floor((input * cached) / 100);
          const priced = output > 0 && model.startsWith('text-embedding') ? 0 : output;
          const theirs = calcPrice(
            { input_tokens: input, cache_read_tokens: cachedInput, output_tokens: priced },
            model,
            { providerId: id, timestamp: new Date(AT) },
          );
          const provider = { ...OPENAI, name: 'mine', base_url: url };
          const usage = { input, cached_input: cachedInput, output: priced };
          const ours = book.priceOf(question(model, usage, { provider }));
          expect(theirs).not.toBeNull();
          expect(Number(ours?.total) / 1e12).toBeCloseTo(theirs!.total_price, 9);
        },
      ),
    );
  });

  it('are unknown, not nothing, where something is not known', () => {
    const elsewhere = { ...OPENAI, name: 'mine', base_url: 'http://10.0.0.1/v1' };
    expect(book.priceOf(question('no-such-model', { input: 1, output: 1 }))).toBeNull();
    expect(book.priceOf(question('gpt-4o', { input: 1 }, { provider: elsewhere }))).toBeNull();
    expect(book.priceOf(question('gpt-4o', null))).toBeNull();
    expect(book.priceOf(question('gpt-4o', { output: 1 }))).toBeNull();
    // A model that is priced for input only.
    expect(book.priceOf(question('text-embedding-3-small', { input: 1, output: 1 }))).toBeNull();
    expect(book.priceOf(question('text-embedding-3-small', { input: 1 }))?.total).toBe('20000');
  });

  it('are found by a host name where its URL is that of a proxy', () => {
    const proxy = { ...OPENAI, base_url: 'http://127.0.0.1:9/v1' };
    expect(book.priceOf(question('gpt-4o', { input: 1 }, { provider: proxy }))?.total).toBe(
      '2500000',
    );
  });

  it('never break a request', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (model) => {
        book.priceOf(question(model, { input: 1, output: 1 }));
      }),
    );
  });

  it('are paid once where counts contradict each other', () => {
    const cost = book.priceOf(question('gpt-4o', { input: 10, cached_input: 25, output: 0 }));
    expect(cost?.by_kind).toEqual({ cached_input: '12500000' });
  });
});

describe("public prices of Anthropic's and Google's kinds of use", () => {
  const anthropic = {
    name: 'a',
    kind: 'openai',
    base_url: 'https://api.anthropic.com/v1',
  } as const;
  const google = {
    name: 'g',
    kind: 'openai',
    base_url: 'https://generativelanguage.googleapis.com/v1beta',
  } as const;
  const book = createPriceBook([]);

  it('of a cache write for an hour are other ones than of one for five minutes', () => {
    // claude-haiku-4-5: $1 in, $1.25 written for 5 minutes, $2 for an hour, $5 out a million tokens, $10 a thousand searches.
    const usage = {
      input: 1_000,
      cache_write: 500,
      cache_write_1h: 200,
      output: 10,
      web_searches: 2,
    };
    expect(book.priceOf(question('claude-haiku-4-5', usage, { provider: anthropic }))).toEqual({
      total: '21325000000',
      by_kind: {
        input: '500000000',
        cache_write: '375000000',
        cache_write_1h: '400000000',
        output: '50000000',
        web_searches: '20000000000',
      },
      price_version: PUBLIC_PRICES_VERSION,
    });
  });

  it('agree with the package itself', () => {
    const counts = fc.record({
      fresh: fc.nat({ max: 500_000 }),
      read: fc.nat({ max: 100_000 }),
      five: fc.nat({ max: 100_000 }),
      hour: fc.nat({ max: 100_000 }),
      output: fc.nat({ max: 100_000 }),
      searches: fc.nat({ max: 20 }),
    });
    const models = fc.constantFrom('claude-sonnet-4-5', 'claude-opus-4-8', 'claude-haiku-4-5');
    fc.assert(
      fc.property(models, counts, (model, { fresh, read, five, hour, output, searches }) => {
        const input = fresh + read + five + hour;
        const theirs = calcPrice(
          {
            input_tokens: input,
            cache_read_tokens: read,
            cache_write_tokens: five + hour,
            cache_write_1h_tokens: hour,
            output_tokens: output,
            web_searches: searches,
          },
          model,
          { providerId: 'anthropic', timestamp: new Date(AT) },
        );
        const usage = {
          input,
          cached_input: read,
          cache_write: five + hour,
          cache_write_1h: hour,
          output,
          web_searches: searches,
        };
        const ours = book.priceOf(question(model, usage, { provider: anthropic }));
        expect(Number(ours?.total) / 1e12).toBeCloseTo(theirs!.total_price, 9);
      }),
    );
  });

  it.each([
    // An older model, of which no list says what an hour costs.
    ['openai/gpt-4o', { input: 10, cache_write: 5, cache_write_1h: 5, output: 1 }],
    ['openai/gpt-4o', { input: 10, output: 1, web_searches: 1 }],
    ['openai/gpt-4o', { input: 10, output: 1, made_images: 1 }],
  ])('are unknown where the table has none: %s %j', (model, usage) => {
    const provider = { ...OPENAI, base_url: 'https://openrouter.ai/api/v1' };
    expect(book.priceOf(question(model, usage, { provider }))).toBeNull();
    const without = { input: 10, output: 1 };
    expect(book.priceOf(question(model, without, { provider }))).not.toBeNull();
  });

  it("of sound are those of text where Google's list names no others", () => {
    const cost = (model: string, usage: Usage) =>
      book.priceOf(question(model, usage, { provider: google }))?.by_kind;
    // gemini-2.5-pro: $1.25 in. gemini-2.5-flash: $0.30, and $1 of sound.
    expect(cost('gemini-2.5-pro', { input: 10, input_audio: 10 })).toEqual({
      input_audio: '12500000',
    });
    expect(cost('gemini-2.5-flash', { input: 10, input_audio: 10 })).toEqual({
      input_audio: '10000000',
    });
  });

  it('of images that were made are those of all output where a model makes nothing else', () => {
    const usage = { input: 10, input_images: 4, output: 100, images: 100 };
    // gpt-image-1: $5 of text and $10 of images in, $40 out.
    expect(book.priceOf(question('gpt-image-1', usage))?.by_kind).toEqual({
      input: '30000000',
      input_images: '40000000',
      images: '4000000000',
    });
  });

  it('are nothing where a host says so, whatever was used', () => {
    const free = { total: '0', by_kind: {}, price_version: PUBLIC_PRICES_VERSION };
    expect(book.priceOf(question('omni-moderation-latest', null))).toEqual(free);
    const gemma = question('gemma-4-31b-it', { input: 5, output: 2 }, { provider: google });
    expect(book.priceOf(gemma)?.total).toBe('0');
    expect(book.priceOf({ ...gemma, model: 'gemma-4-26b-a4b-it-maas' })?.total).not.toBe('0');
    expect(book.priceOf(question('gpt-4o', null))).toBeNull();
  });

  it('hold for what is paid by the second, the call and the character', () => {
    const priceOf = (usage: Usage, model = 'whisper-1') => book.priceOf(question(model, usage));
    // whisper-1: $0.36 an hour of sound.
    expect(priceOf({ audio_seconds: 90 })?.by_kind).toEqual({ audio_seconds: '9000000000' });
    expect(priceOf({})).toBeNull();
    // gpt-4o is paid by the token, and how many there were is not known.
    expect(priceOf({ audio_seconds: 90 }, 'gpt-4o')).toBeNull();
    expect(priceOf({ web_searches: 1 }, 'gpt-5')).toBeNull();
    expect(priceOf({ input: 0, web_searches: 1, file_searches: 2 }, 'gpt-5')?.by_kind).toEqual({
      web_searches: '10000000000',
      file_searches: '5000000000',
    });
    const own = createPriceBook([
      { id: 'own', value: ownValue('tts-1', { characters: '15000000' }) },
      { id: 'two', value: ownValue('rerank-v3.5', { search_units: '2000000000' }) },
    ]);
    expect(own.priceOf(question('tts-1', { characters: 100 }))?.total).toBe('1500000000');
    expect(own.priceOf(question('rerank-v3.5', { search_units: 1 }))?.total).toBe('2000000000');
  });
});

describe('the name that a model is priced by', () => {
  const azure = {
    name: 'mine',
    kind: 'openai',
    base_url: 'https://mine.openai.azure.com/openai/v1',
  } as const;
  const usage = { input: 1 };
  const priceOf = (
    model: string,
    answeredBy: string | null,
    prices: Parameters<typeof createPriceBook>[0] = [],
  ) => createPriceBook(prices).priceOf(question(model, usage, { provider: azure, answeredBy }));

  it('is the one that was asked for, or else the one that answered', () => {
    expect(priceOf('gpt-4o', 'gpt-4o-mini-2024-07-18')?.total).toBe('2500000');
    expect(priceOf('our-best', 'gpt-4o-2024-08-06')?.total).toBe('2500000');
    expect(priceOf('our-best', null)).toBeNull();
    expect(priceOf('our-best', 'its-own-name')).toBeNull();
  });

  it('is the one that was asked for where it has an own price', () => {
    const price = { id: 'x', value: { ...ownValue('our-best', { input: '7' }), provider: 'mine' } };
    expect(priceOf('our-best', 'gpt-4o-2024-08-06', [price])).toMatchObject({
      total: '7',
      price_version: 'own:x',
    });
  });

  it('is the one that answered where names are those of deployments, unless they have an own price', () => {
    const deployed = { ...azure, kind: 'azure' } as const;
    const at = (model: string, answeredBy: string | null, own = '') => {
      const value = { ...ownValue('gpt-4o', { input: own }), provider: 'mine' };
      const book = createPriceBook(own === '' ? [] : [{ id: 'x', value }]);
      return book.priceOf(question(model, usage, { provider: deployed, answeredBy }));
    };
    expect(at('gpt-4o', 'gpt-4o-mini-2024-07-18')?.total).toBe('150000');
    expect(at('gpt-4o', 'ours')?.total).toBe('2500000');
    expect(at('gpt-4o', 'gpt-4o-mini-2024-07-18', '7')).toMatchObject({
      total: '7',
      price_version: `${PUBLIC_PRICES_VERSION}+own:x`,
    });
    // Behind a proxy the kind tells whose prices hold.
    const proxied = { ...deployed, base_url: 'http://127.0.0.1:9' };
    const behind = question('d', usage, { provider: proxied, answeredBy: 'gpt-4o' });
    expect(createPriceBook([]).priceOf(behind)?.total).toBe('2500000');
  });

  it('is kept for each that answered', () => {
    const book = createPriceBook([]);
    const at = (answeredBy: string) =>
      book.priceOf(question('our-best', usage, { provider: azure, answeredBy }))?.total;
    expect([at('gpt-4o'), at('gpt-4o-mini'), at('gpt-4o')]).toEqual([
      '2500000',
      '150000',
      '2500000',
    ]);
  });
});

describe('own prices', () => {
  it('hold from their date, over the public ones, kind by kind', () => {
    const book = createPriceBook([
      own('later', '2026-12-01T00:00:00Z', { input: '7' }),
      own('now', '2026-11-01T00:00:00Z', { input: '1000000', output: '2000000.5' }),
      own('before', '2026-01-01T00:00:00Z', { input: '5' }),
    ]);
    const at = (time: string) =>
      book.priceOf(
        question('gpt-4o', { input: 2, cached_input: 1, output: 1 }, { atMs: Date.parse(time) }),
      );
    expect(at('2026-11-23T00:00:00Z')).toEqual({
      total: '4250001',
      by_kind: { cached_input: '1250000', input: '1000000', output: '2000001' },
      price_version: `${PUBLIC_PRICES_VERSION}+own:now`,
    });
    expect(at('2026-10-31T23:59:59Z')?.price_version).toContain('own:before');
    expect(at('2026-12-01T00:00:00Z')?.price_version).toContain('own:later');
    expect(at('2025-12-31T00:00:00Z')?.price_version).toBe(PUBLIC_PRICES_VERSION);
  });

  it('of a project win over those of the installation, for it alone', () => {
    const book = createPriceBook([
      own('all', '2026-11-01T00:00:00Z', { input: '3' }),
      own('mine', '2026-01-01T00:00:00Z', { input: '4' }, { project_id: 'p' }),
    ]);
    expect(book.priceOf(question('gpt-4o', { input: 1 }))?.total).toBe('4');
    expect(book.priceOf(question('gpt-4o', { input: 1 }, { projectId: 'q' }))?.total).toBe('3');
  });

  // By hand: 900 of input, 100 cached and 100 of output; flex at half of the standard price, priority above it.
  it.each([
    ['flex', '1000000', '250000', '4000000', '1325000000'],
    ['priority', '3500000', '875000', '14000000', '4637500000'],
  ])('of the tier %s hold for its answers alone', (tier, input, cached_input, output, total) => {
    const rates = { input, cached_input, output };
    const price = own('t', '2026-01-01T00:00:00Z', rates, { model: 'o3', service_tier: tier });
    const book = createPriceBook([price]);
    const usage = { input: 1_000, cached_input: 100, output: 100 };
    const at = (serviceTier: string | null) => book.priceOf(question('o3', usage, { serviceTier }));
    expect(at(tier)).toMatchObject({ total, price_version: 'own:t' });
    expect(at(tier.toUpperCase())).toEqual(at(tier));
    expect(at(`ON_DEMAND_${tier.toUpperCase()}`)).toEqual(at(tier));
    expect(at('batch')).toBeNull();
    expect(at(null)).toEqual(createPriceBook([]).priceOf(question('o3', usage)));
    expect(at('default')).toEqual(at(null));
  });

  it('of a tier are not filled from the standard price, nor the other way round', () => {
    const from = '2026-01-01T00:00:00Z';
    const book = createPriceBook([
      own('flex', from, { input: '1' }, { service_tier: 'flex' }),
      own('standard', from, { input: '7' }),
    ]);
    const at = (usage: Usage, serviceTier: string | null) =>
      book.priceOf(question('gpt-4o', usage, { serviceTier }));
    expect(at({ input: 2 }, 'flex')?.total).toBe('2');
    expect(at({ input: 2, output: 1 }, 'flex')).toBeNull();
    expect(at({ input: 2 }, null)?.total).toBe('14');
    expect(at({ input: 2 }, 'priority')).toBeNull();
    expect(book.ratesOf(question('gpt-4o', null))?.version).toContain('own:standard');
  });

  it('make an unknown model known', () => {
    const book = createPriceBook([
      own('x', '2026-01-01T00:00:00Z', { input: '2', output: '3' }, { model: 'mine' }),
    ]);
    expect(book.priceOf(question('mine', { input: 2, output: 2 }))).toEqual({
      total: '10',
      by_kind: { input: '4', output: '6' },
      price_version: 'own:x',
    });
  });
});

describe('what runs on this machine', () => {
  const local = { name: 'local', kind: 'local', base_url: '' } as const;

  it('costs nothing, and that is known', () => {
    const book = createPriceBook([]);
    const cost = { total: '0', by_kind: {}, price_version: 'self-hosted' };
    expect(book.priceOf(question('smollm2-135m', null, { provider: local }))).toEqual(cost);
    expect(book.priceOf(question('gpt-4o', { input: 9 }, { provider: local }))).toEqual(cost);
  });

  it('may be given a price', () => {
    const price = own(
      'x',
      '2026-01-01T00:00:00Z',
      { input: '2' },
      { provider: 'local', model: 'm' },
    );
    const book = createPriceBook([price]);
    expect(book.priceOf(question('m', { input: 3 }, { provider: local }))?.total).toBe('6');
  });
});

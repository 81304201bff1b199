import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { ConfigCache } from './cache.ts';
import { ConfigMessage } from './types.ts';

const log = pino({ level: 'silent' });

test('a configuration that version 1 kept is read', () => {
  const path = join(import.meta.dirname, 'fixtures', 'cache-v1.bin');
  const cache = new ConfigCache({ path, key: Buffer.alloc(32, 1) }, log);
  expect(cache.read()).toMatchObject({
    generation: 7,
    entities: [{ kind: 'key', id: 'k', value: { name: 'one' } }],
  });
  expect(new ConfigCache({ path, key: Buffer.alloc(32, 2) }, log).read()).toBeNull();
});

test('the lines of version 1 of the stream are read', () => {
  const lines = [
    '{"v":1,"type":"snapshot","generation":1,"hash":"ab","entities":[{"kind":"provider","id":"p","value":{"credential":"s1.AA"},"digest":"cd","sealed":["credential"]}]}',
    '{"v":1,"type":"delta","previous":1,"generation":2,"hash":"ef","ops":[{"kind":"provider","id":"p","value":null,"digest":null}]}',
    '{"v":1,"type":"heartbeat","generation":2}',
  ];
  for (const line of lines) expect(ConfigMessage.parse(JSON.parse(line))).toEqual(JSON.parse(line));
});

import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { localAddress } from '../local-address.ts';
import { readyText } from './terminal.ts';

const facts = {
  config: {
    host: '127.0.0.1',
    port: 4100,
    consolePort: 4101,
    localModel: true,
    bootstrapKey: null,
  },
  keyFile: "/srv/it's here/bootstrap.key",
  shownKey: null,
  ownerLink: null,
  installing: false,
  seconds: 1.23,
};

it('names both addresses, the file of the first key, and how long it took', () => {
  const text = readyText(facts);
  expect(text).toContain('http://127.0.0.1:4100/v1');
  expect(text).toContain('http://127.0.0.1:4101');
  expect(text).toContain(facts.keyFile);
  expect(text).toContain('1.2 s');
});

it('gives a curl line that a shell reads as it is meant', () => {
  const line = /^ {2}curl (.*)$/m.exec(readyText(facts))![1]!;
  const words = execFileSync(
    'sh',
    ['-c', `cat() { echo "key from $1"; }; printf '%s\\n' ${line}`],
    {
      encoding: 'utf8',
    },
  ).split('\n');
  expect(words[0]).toBe('http://127.0.0.1:4100/v1/chat/completions');
  expect(words[2]).toBe(`authorization: Bearer key from ${facts.keyFile}`);
  expect(JSON.parse(words[6]!)).toMatchObject({ model: 'local/smollm2-135m' });
});

it('never prints a key that was given by environment, nor an old one', () => {
  const config = { ...facts.config, bootstrapKey: 'a-secret-of-the-operator' };
  const text = readyText({ ...facts, config });
  expect(text).not.toContain('a-secret');
  expect(text).toContain('$SIGNALBOX_BOOTSTRAP_KEY');
  expect(readyText({ ...facts, shownKey: 'sbx_new' })).toContain('sbx_new');
});

it('asks a model that is there where the local ones are not', () => {
  const config = { ...facts.config, localModel: false };
  expect(readyText({ ...facts, config })).toContain('sandbox/echo');
});

it('shows the link to become the owner to a person only, and names its file to a log', () => {
  const ownerLink = { file: '/srv/owner-link', shown: 'http://127.0.0.1:4101/welcome#token=t' };
  expect(readyText({ ...facts, ownerLink })).toContain(ownerLink.shown);
  const logged = readyText({ ...facts, ownerLink: { ...ownerLink, shown: null } });
  expect(logged).toContain('/srv/owner-link');
  expect(logged).not.toContain('token=');
  expect(readyText(facts)).not.toContain('owner');
});

it.each([
  ['0.0.0.0', 'http://127.0.0.1:1'],
  ['::', 'http://[::1]:1'],
  ['fd00::1', 'http://[fd00::1]:1'],
  ['box.lan', 'http://box.lan:1'],
])('writes %s as an address that works from here', (host, url) => {
  expect(localAddress(host, 1)).toBe(url);
});

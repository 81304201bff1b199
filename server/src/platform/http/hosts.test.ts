import { describe, expect, it } from 'vitest';
import { createHostCheck, hostnameOf, isFromThisMachine } from './hosts.ts';

describe('a port bound to this machine only', () => {
  const check = createHostCheck({
    boundTo: '127.0.0.1',
    allowed: 'signalbox.example, Other.example:8443',
    urls: ['https://models.example/v1', null],
  });

  it.each([
    'localhost:4101',
    '127.0.0.1',
    '127.1.2.3:80',
    '[::1]:4101',
    'app.localhost',
    'signalbox.example',
    'SIGNALBOX.example:443',
    'other.example',
    'models.example',
    undefined,
  ])('answers for %s', (host) => {
    expect(() => check(host)).not.toThrow();
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    '',
    'a b',
    '[::2]',
  ])('does not answer for "%s", and names the option', (host) => {
    expect(() => check(host)).toThrow(
      expect.objectContaining({
        code: 'host_not_allowed',
        next: expect.stringContaining('--allowed-hosts'),
      }),
    );
  });
});

it('a port that is open to a network answers for any host', () => {
  const check = createHostCheck({ boundTo: '0.0.0.0', allowed: null });
  expect(() => check('any.example')).not.toThrow();
});

it.each([
  ['127.0.0.1', { host: 'localhost:4100' }, true],
  ['::ffff:127.0.0.1', { host: '[::1]' }, true],
  ['::1', {}, true],
  ['10.0.0.1', { host: 'localhost' }, false],
  ['127.0.0.1', { host: 'evil.example' }, false],
  ['127.0.0.1', { host: 'localhost', 'x-forwarded-for': '1.2.3.4' }, false],
  ['127.0.0.1', { host: 'localhost', forwarded: 'for=1.2.3.4' }, false],
  [undefined, { host: 'localhost' }, false],
])('a call of %s with %j is from this machine: %s', (peer, headers, expected) => {
  expect(isFromThisMachine(headers, peer)).toBe(expected);
});

it('reads the name of a Host header', () => {
  expect([hostnameOf('A.b:80'), hostnameOf('[::1]:8'), hostnameOf('a/b')]).toEqual([
    'a.b',
    '::1',
    null,
  ]);
});

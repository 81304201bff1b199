import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBaggage } from './baggage.ts';
import { bodyAttributes, headerAttributes } from './client-attributes.ts';
import { readAttributes, withStated } from './request-attributes.ts';

const said = (attributes: Partial<ReturnType<typeof bodyAttributes>>) => ({
  user: null,
  session: null,
  tags: [],
  metadata: {},
  ...attributes,
});
const body = (metadata: Record<string, string>, user: string | null = null) => {
  const { metadata: _, ...rest } = bodyAttributes({ user, metadata });
  return rest;
};

describe('what a body says', () => {
  it.each([
    ['nothing', {}, { user: null, session: null, tags: [] }],
    [
      "LangChain's thread, and tags",
      { thread_id: 't-1', tags: '["a","b",7,""]' },
      { user: null, session: 't-1', tags: ['a', 'b'] },
    ],
    [
      "the AI SDK's telemetry",
      { sessionId: 's-1', userId: 'u-1' },
      { user: 'u-1', session: 's-1', tags: [] },
    ],
    [
      "Langfuse's",
      { langfuse_session_id: 's', langfuse_user_id: 'u', langfuse_tags: 'x, y' },
      { user: 'u', session: 's', tags: ['x', 'y'] },
    ],
    ['Anthropic’s', { user_id: 'u-7' }, { user: 'u-7', session: null, tags: [] }],
    [
      'a coding agent’s',
      { user_id: 'user_ab12_account_6f1c_session_0a-1b' },
      { user: '6f1c', session: '0a-1b', tags: [] },
    ],
    [
      'one without an account',
      { user_id: 'user_ab12_account__session_0a-1b' },
      { user: 'user_ab12', session: '0a-1b', tags: [] },
    ],
    [
      'one in JSON',
      { user_id: '{"device_id":"d","account_uuid":"","session_id":"s"}' },
      { user: 'd', session: 's', tags: [] },
    ],
    ['what only looks like JSON', { user_id: '{"x' }, { user: '{"x', session: null, tags: [] }],
    [
      'too much',
      { session_id: 's'.repeat(257), tags: `["${'t'.repeat(129)}"]` },
      { user: null, session: null, tags: [] },
    ],
  ])('in the place of %s', (_whose, metadata: Record<string, string>, expected) => {
    expect(body(metadata)).toEqual(expected);
  });

  it('names the user before its metadata does, in any of the forms', () => {
    expect(body({ user_id: 'other', session_id: 's' }, 'me')).toMatchObject({
      user: 'me',
      session: 's',
    });
    expect(body({}, 'user_d_account_a_session_s')).toMatchObject({ user: 'a', session: 's' });
  });
});

describe('what headers say', () => {
  it('is nothing where nobody says anything', () => {
    expect(headerAttributes({ accept: '*/*' })).toBeNull();
    expect(headerAttributes({ 'session-id': '' })).toBeNull();
  });

  it.each(['x-claude-code-session-id', 'session-id', 'session_id', 'x-session-id'])(
    'is the session in %s',
    (name) => {
      expect(headerAttributes({ [name]: 'abc' })).toEqual(said({ session: 'abc' }));
    },
  );

  it("is OpenTelemetry's and LangSmith's baggage, and no other's", () => {
    const metadata = encodeURIComponent('{"thread_id":"t","plan":"pro","n":1,"__proto__":"x"}');
    const baggage = `sentry-release=1,langsmith-metadata=${metadata},langsmith-tags=a%2Cb, user.id=z%C3%B6 ;p=1`;
    expect(headerAttributes({ baggage })).toEqual(
      said({
        user: 'zö',
        session: 't',
        tags: ['a', 'b'],
        metadata: { thread_id: 't', plan: 'pro', n: '1' },
      }),
    );
    expect(headerAttributes({ baggage: 'session.id=s,user.id=%zz' })).toEqual(
      said({ session: 's' }),
    );
  });

  it('never fails', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        readBaggage(one);
        headerAttributes({ baggage: `langsmith-metadata=${encodeURIComponent(one)},${two}` });
        bodyAttributes({ user: one, metadata: { user_id: two, tags: `[${one}` } });
      }),
    );
  });
});

it('counts after our own headers, and a body after all headers', () => {
  const attributes = readAttributes(
    {
      'x-signalbox-session': 'ours',
      'x-signalbox-tags': 'x',
      'session-id': 'theirs',
      baggage: 'user.id=agent,langsmith-tags=y%2Cx',
    },
    'full',
  );
  const all = withStated(attributes, {
    user: 'body',
    metadata: { session_id: 's', tags: '["z"]' },
  });
  expect(all).toEqual({
    user: 'agent',
    session: 'ours',
    tags: ['x', 'y', 'z'],
    metadata: { session_id: 's', tags: '["z"]' },
    capture: 'full',
  });
});

it('is not kept where nothing is to be kept', () => {
  const off = readAttributes({ 'session-id': 's', baggage: 'user.id=u' }, 'off');
  expect(withStated(off, { user: 'u', metadata: { a: 'b' } })).toEqual({
    ...said({}),
    capture: 'off',
  });
});

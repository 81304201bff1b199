import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Provider, UpstreamCall } from '../provider.ts';
import type { Behaviour } from './behaviour.ts';
import { Heard } from './heard.ts';

/** An adapter with a host that does as it is told. */
export interface Subject {
  readonly provider: Provider;
  /** Null where it is in the provider. */
  readonly host: AsyncDisposable | null;
  /** How many of its calls the host has seen end before their answer did; null where it sees no such thing. */
  readonly hungUp: (() => number) | null;
  /** What of the last call reached the host; null where nothing leaves the process. */
  readonly received: (() => { readonly headers: Readonly<Record<string, unknown>> }) | null;
  /** What its own credential is sent in, as it is there; absent: `Bearer …` of some. */
  readonly credential?: Readonly<Record<string, string>>;
}

export interface Adapter {
  readonly start: () => Promise<Subject>;
  /** The body that makes the host behave so; null where no host of this kind ever does. */
  readonly body: (behaviour: Behaviour) => object | null;
  /** How many events a body that came has. */
  readonly eventsIn: (text: string) => number;
}

/** Long enough for a callback that should not come. */
const A_MOMENT = 150;
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, A_MOMENT));

/** What every implementation of `Provider` and `UpstreamExchange` promises. */
export function providerContract(name: string, adapter: Adapter): void {
  describe(`a provider: ${name}`, () => {
    let subject: Subject;
    let disposed = false;
    const heard: Heard[] = [];

    beforeEach(async () => {
      subject = await adapter.start();
      disposed = false;
    });
    afterEach(async () => {
      const faults = heard.splice(0).flatMap((one) => one.faults);
      await subject.host?.[Symbol.asyncDispose]();
      if (!disposed) await subject.provider[Symbol.asyncDispose]();
      expect(faults).toEqual([]);
    });

    const can = (behaviour: Behaviour): boolean => adapter.body(behaviour) !== null;
    const bodyOf = (behaviour: Behaviour): Buffer =>
      Buffer.from(JSON.stringify(adapter.body(behaviour)));
    const call = (
      behaviour: Behaviour,
      more: ConstructorParameters<typeof Heard>[2] = {},
      headers: UpstreamCall['headers'] = {},
    ): Heard => {
      const one = new Heard(subject.provider, { body: bodyOf(behaviour), headers }, more);
      heard.push(one);
      return one;
    };
    /** The host sees one more call that ended early. */
    const untilHungUp = async (calls: number): Promise<void> => {
      const { hungUp } = subject;
      if (hungUp !== null) await expect.poll(hungUp).toBeGreaterThanOrEqual(calls);
    };

    it('gives the head, the body and the end, once each', async () => {
      const one = call({ kind: 'whole' });
      await one.done;
      expect(one.callbacks).toEqual(['headers', ...one.pieces.map(() => 'data'), 'end']);
      expect(one.status).toBe(200);
      expect(one.headers['content-type']).toContain('application/json');
      expect(Object.keys(one.headers).every((header) => header === header.toLowerCase())).toBe(
        true,
      );
      expect(JSON.parse(one.text)).toBeTypeOf('object');
    });

    it.runIf(can({ kind: 'empty' }))('gives an answer without a body its end', async () => {
      const one = call({ kind: 'empty' });
      await one.done;
      expect(one.callbacks).toEqual(['headers', 'end']);
    });

    it('gives a stream as it comes, whole and in order', async () => {
      const one = call({ kind: 'stream', events: 500 });
      await one.done;
      expect(one.headers['content-type']).toContain('text/event-stream');
      expect(one.pieces.length).toBeGreaterThan(1);
      expect(adapter.eventsIn(one.text)).toBe(500);
      expect(one.callbacks.at(-1)).toBe('end');
    });

    it('gives what has come while more is awaited', async () => {
      const one = call({ kind: 'stalls' });
      await one.has(1);
      expect(adapter.eventsIn(one.text)).toBe(1);
      expect(one.callbacks).not.toContain('end');
      one.abort();
    });

    it.each([400, 401, 404, 429, 500, 503])(
      'gives an error of the host as it is: %i',
      async (status) => {
        const one = call({ kind: 'error', status });
        await one.done;
        expect(one.status).toBe(status);
        expect(one.callbacks.at(-1)).toBe('end');
        expect(JSON.parse(one.text)).toHaveProperty('error.message');
        if (status === 429) expect(one.headers['retry-after']).toBe('1');
      },
    );

    it.runIf(can({ kind: 'redirect' }))('follows no redirect', async () => {
      const one = call({ kind: 'redirect' });
      await one.done;
      expect(one.status).toBe(302);
      expect(one.headers['location']).toBeTypeOf('string');
    });

    it("sends the client's headers, its own credential, and asks for no encoding", async () => {
      const one = call({ kind: 'whole' }, {}, { 'openai-beta': 'x=y' });
      await one.done;
      if (subject.received === null) return;
      const { headers } = subject.received();
      expect(headers).toMatchObject({
        'openai-beta': 'x=y',
        'accept-encoding': 'identity',
        'content-type': 'application/json',
        ...(subject.credential ?? { authorization: expect.stringMatching(/^Bearer ./) }),
      });
    });

    it('sends nothing while it is asked to pause, and all of it in the end', async () => {
      const one = call(
        { kind: 'stream', events: 200 },
        {
          answer: (heard) => {
            // What comes in the pause is noticed by `Heard`.
            setTimeout(() => heard.resume(), 2);
            return false;
          },
        },
      );
      await one.done;
      expect(adapter.eventsIn(one.text)).toBe(200);
      expect(one.callbacks.at(-1)).toBe('end');
    });

    it('does not count a pause against the host', async () => {
      const one = call(
        { kind: 'stream', events: 200 },
        { timeouts: { idleMs: 50 }, answer: (_heard, piece) => piece !== 1 },
      );
      await one.has(1);
      await new Promise((resolve) => setTimeout(resolve, 400));
      one.resume();
      await one.done;
      expect(one.error).toBeNull();
      expect(adapter.eventsIn(one.text)).toBe(200);
    });

    it('counts a pause against the time for the whole', async () => {
      const one = call(
        { kind: 'stream', events: 200 },
        { timeouts: { totalMs: 300 }, answer: () => false },
      );
      await one.done;
      expect(one.error).toMatchObject({ code: 'upstream_timeout', details: { timeout: 'total' } });
    });

    it('lets one call go on while another pauses', async () => {
      const slow = call(
        { kind: 'stream', events: 300 },
        { answer: (_heard, piece) => piece !== 1 },
      );
      await slow.has(1);
      const other = call({ kind: 'stream', events: 7 });
      await other.done;
      expect(adapter.eventsIn(other.text)).toBe(7);
      slow.resume();
      await slow.done;
      expect(adapter.eventsIn(slow.text)).toBe(300);
    });

    it('is silent after an abort before anything came', async () => {
      const one = call({ kind: 'silent' });
      const atOnce = call({ kind: 'whole' });
      atOnce.abort();
      await aMoment();
      one.abort();
      await untilHungUp(1);
      await aMoment();
      expect([...one.callbacks, ...atOnce.callbacks]).toEqual([]);
    });

    it.each(['at the head', 'at a piece', 'at a piece that it would pause at'])(
      'is silent after an abort %s',
      async (when) => {
        const one = call(
          { kind: 'trickles' },
          {
            onHead: (heard) => {
              if (when === 'at the head') heard.abort();
            },
            answer: (heard) => {
              heard.abort();
              return when === 'at a piece';
            },
          },
        );
        await one.begun;
        await untilHungUp(1);
        await aMoment();
        expect(one.callbacks).toEqual(when === 'at the head' ? ['headers'] : ['headers', 'data']);
      },
    );

    it('is silent after an abort in a pause, and takes it twice', async () => {
      const one = call({ kind: 'trickles' }, { answer: () => false });
      await one.has(1);
      one.abort();
      one.abort();
      one.exchange.resume();
      await untilHungUp(1);
      await aMoment();
      expect(one.callbacks).toEqual(['headers', 'data']);
    });

    it('takes an abort after the end', async () => {
      const one = call({ kind: 'whole' });
      await one.done;
      one.abort();
      one.exchange.resume();
      await aMoment();
      const again = call({ kind: 'whole' });
      await again.done;
      expect(again.status).toBe(200);
    });

    it.each([
      ['first_byte', { kind: 'silent' }, { firstByteMs: 100 }],
      ['next_byte', { kind: 'stalls' }, { idleMs: 100 }],
      ['total', { kind: 'trickles' }, { totalMs: 400 }],
      ['total', { kind: 'silent' }, { totalMs: 200 }],
    ] as const)('ends what takes too long (%s, %j)', async (timeout, behaviour, timeouts) => {
      const one = call(behaviour, { timeouts });
      await one.done;
      expect(one.error).toMatchObject({ code: 'upstream_timeout', details: { timeout } });
      await untilHungUp(1);
      await aMoment();
      expect(one.callbacks.at(-1)).toBe('error');
    });

    it('says of a host that breaks off that it did, behind what it sent', async () => {
      const one = call({ kind: 'breaks' });
      await one.done;
      expect(one.status).toBe(200);
      expect(adapter.eventsIn(one.text)).toBeGreaterThan(0);
      expect(one.error).toMatchObject({ code: 'upstream_interrupted' });
      expect(one.callbacks).not.toContain('end');
    });

    it.runIf(can({ kind: 'hangs_up' }))('says of a host that hangs up that it did', async () => {
      const one = call({ kind: 'hangs_up' });
      await one.done;
      expect(one.callbacks).toEqual(['error']);
      expect(one.error).toMatchObject({ code: 'upstream_interrupted' });
      const after = call({ kind: 'whole' });
      await after.done;
      expect(after.status).toBe(200);
    });

    it('lets calls in flight end when it is disposed of', async () => {
      const one = call({ kind: 'stream', events: 300 }, { answer: (_heard, piece) => piece !== 1 });
      await one.has(1);
      disposed = true;
      const closed = subject.provider[Symbol.asyncDispose]();
      one.resume();
      await one.done;
      await closed;
      expect(adapter.eventsIn(one.text)).toBe(300);
    });
  });
}

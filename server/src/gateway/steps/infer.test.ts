import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpProvider, FALLBACK_CAUSES, type Provider } from '../../inference/index.ts';
import { TagKey } from '../../lib/digest.ts';
import type { SpoolRecord } from '../../platform/spool/record.ts';
import { type Edit, openaiChat } from '../../protocols/index.ts';
import type { RequestDocument } from '../../protocols/request-document.ts';
import { allowedBy } from '../allow-list.ts';
import { attempt } from '../attempt.ts';
import { contextOf } from '../call-context.ts';
import { finish } from '../finish.ts';
import { InboundRequest } from '../inbound-request.ts';
import type { AttemptResult } from '../outcome.ts';
import type { Candidate, Plan } from '../plan.ts';
import { Health } from '../resilience/health.ts';
import { RetryBudget } from '../resilience/retry-budget.ts';
import type { Services } from '../services.ts';
import type { Stage } from '../stages.ts';
import { COMPLETION, events, json, ScriptedUpstream, stream } from '../testing/upstream.ts';
import { UsageRefusals } from '../usage-refusals.ts';
import { admit } from './admit.ts';
import type { Tenant } from './authenticate.ts';
import { type Inferred, infer } from './infer.ts';
import { parse, receive } from './parse.ts';

const CHAT = {
  protocol: openaiChat,
  operation: 'chat',
  model: null,
  form: null,
  takesForms: false,
} as const;
const TIMEOUTS = { connectMs: 1_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 10_000 };
const tenant: Tenant = {
  principal: {
    organisationId: 'o',
    projectId: 'p',
    environmentId: 'e',
    keyId: 'k',
    allowedModels: null,
  } as unknown as Tenant['principal'],
  capture: 'full',
  retentionDays: 30,
  origins: [],
  onUnsupported: 'refuse',
};

let first: ScriptedUpstream;
let second: ScriptedUpstream;
let server: Server;
let begun: { provider: string; model: string }[];
let services: Services;
let providers: Provider[];
/** What the server does with a request. */
let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;

beforeEach(async () => {
  first = await ScriptedUpstream.start();
  second = await ScriptedUpstream.start();
  begun = [];
  providers = [];
  services = {
    name: 'test',
    log: pino({ level: 'silent' }),
    maxBodyBytes: 1 << 20,
    usageRefusals: new UsageRefusals(),
    health: new Health(() => performance.now()),
    spool: {
      begin: ({ parts }: SpoolRecord) => begun.push(JSON.parse(String(parts[0]?.bytes))),
    },
  } as unknown as Services;
  server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  for (const provider of providers) await provider[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
});

function candidate(upstream: ScriptedUpstream, name: string): Candidate {
  const provider = createHttpProvider({
    kind: 'openai',
    name,
    baseUrl: upstream.baseUrl,
    credential: null,
    reach: 'any',
    connectTimeoutMs: 1_000,
  });
  providers.push(provider);
  return {
    provider,
    model: `model-of-${name}`,
    protocol: openaiChat,
    timeouts: TIMEOUTS,
    entity: {} as Candidate['entity'],
    origin: { name, key: new TagKey(Buffer.alloc(32)) },
    connection: { key: name, credentialId: null },
  };
}

const ask = (more: object = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [], ...more }),
  });

const settled = { usage: null, cost: null, attempts: [], totalUs: 0, overheadUs: 0 };

/** Asks by a plan; answers what the client got, and what `infer` answered. */
async function by(
  plan: (a: Candidate, b: Candidate) => Plan,
  more: object = {},
  change: (document: RequestDocument) => readonly Edit[] = () => [],
) {
  const done = Promise.withResolvers<{ inferred: Inferred; inbound: InboundRequest }>();
  const whole = plan(candidate(first, 'a'), candidate(second, 'b'));
  handle = async (request, response) => {
    const inbound = new InboundRequest(request, response, CHAT);
    response.on('close', () => inbound.interruption.clientLeft());
    const context = contextOf(inbound, 'full');
    const parsed = parse(inbound, (await receive(services, inbound, context))!);
    const inferred = await infer(services, inbound, {
      tenant,
      context,
      parsed,
      edits: change(parsed.document),
      plan: whole,
    });
    const { outcome, candidate: target } = inferred;
    finish(inbound, { outcome, settlement: settled, target }, false);
    done.resolve({ inferred, inbound });
  };
  const response = await ask(more);
  const text = await response.text().catch(() => 'broken');
  const { inferred, inbound } = await done.promise;
  const tried = inbound.journal.attempts.map(
    ({ attempt: { provider, status } }) => `${provider} ${status}`,
  );
  return { response, text, inferred, tried };
}

const plan = (candidates: Plan['candidates'], retries: number): Plan => ({
  candidates,
  retries,
  route: { id: 'r', name: 'chat', version: 1 },
  fallbackOn: new Set(FALLBACK_CAUSES),
  budget: new RetryBudget(),
  hedgeAfterMs: null,
  totalMs: 10_000,
});
const inOrder = (a: Candidate, b: Candidate): Plan => plan([a, b], 0);

describe('infer', () => {
  it('calls the next candidate where one fails, each by its own name, and begins anew', async () => {
    first.script = (response) => json(response, 503, '{"error":{"message":"busy"}}');
    const { response, text, inferred, tried } = await by(inOrder);
    expect(response.status).toBe(200);
    expect(text).toBe(COMPLETION);
    expect(response.headers.get('x-signalbox-provider')).toBe('b');
    expect(tried).toEqual(['a error', 'b ok']);
    expect(JSON.parse(first.received[0]!.body.toString()).model).toBe('model-of-a');
    expect(JSON.parse(second.received[0]!.body.toString()).model).toBe('model-of-b');
    expect(begun.map(({ provider, model }) => [provider, model])).toEqual([
      ['a', 'model-of-a'],
      ['b', 'model-of-b'],
    ]);
    expect(inferred.candidate.provider.name).toBe('b');
    expect(JSON.parse(inferred.begin)).toMatchObject({ provider: 'b' });
  });

  it('calls a candidate again as often as the plan says', async () => {
    first.script = (response) => json(response, 503, '{}');
    const { tried } = await by((a, b) => plan([a, b], 2));
    expect(tried).toEqual(['a error', 'a error', 'a error', 'b ok']);
  });

  it("answers the last candidate's failure where all fail", async () => {
    first.script = (response) => json(response, 500, '{"error":{"message":"one"}}');
    second.script = (response) => json(response, 502, '{"error":{"message":"two"}}');
    const { response, text, tried } = await by(inOrder);
    expect([response.status, text]).toEqual([502, '{"error":{"message":"two"}}']);
    expect(tried).toEqual(['a error', 'b error']);
  });

  it('calls nobody else for what is wrong with the request itself', async () => {
    first.script = (response) => json(response, 400, '{"error":{"message":"bad"}}');
    const { response, tried } = await by(inOrder);
    expect(response.status).toBe(400);
    expect(tried).toEqual(['a error']);
  });

  it('calls the next where a stream breaks before anything left', async () => {
    first.script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      setTimeout(() => response.destroy(), 10);
    };
    second.script = (response) => stream(response, events());
    const { text, tried } = await by(inOrder, { stream: true });
    expect(text).toBe(events().join(''));
    expect(tried).toEqual(['a error', 'b ok']);
  });

  it('calls nobody else once the client has had something', async () => {
    first.script = async (response) => {
      await stream(response, events().slice(0, 1), { end: false });
      response.destroy();
    };
    const { text, tried } = await by(inOrder, { stream: true });
    expect(text).toBe('broken');
    expect(tried).toEqual(['a error']);
    expect(second.received).toEqual([]);
  });
});

describe('what steps changed about a body', () => {
  it('is sent with what each candidate wants, and all else byte for byte', async () => {
    first.script = (response) => json(response, 503, '{"error":{"message":"busy"}}');
    second.script = (response) => stream(response, events());
    await by(inOrder, { stream: true, seed: 7, stream_options: { x: 1 } }, (document) => [
      document.set('max_tokens', '5'),
      document.set('messages', '[{"role":"user","content":"redacted"}]'),
      document.set('seed', '8'),
    ]);
    const sent = (name: string): string =>
      `{"max_tokens":5,"model":"model-of-${name}","messages":[{"role":"user","content":"redacted"}],"stream":true,"seed":8,"stream_options":{"include_usage":true,"x":1}}`;
    expect(first.received[0]!.body.toString()).toBe(sent('a'));
    expect(second.received[0]!.body.toString()).toBe(sent('b'));
  });
});

describe('an attempt whose stream passes a stage', () => {
  /** Calls with the stage; answers what the client got and how the call went. */
  async function through(stage: Stage, beforeReading: () => Promise<void> = async () => undefined) {
    const done = Promise.withResolvers<AttemptResult>();
    const target = candidate(first, 'a');
    handle = async (request, response) => {
      const inbound = new InboundRequest(request, response, CHAT);
      response.on('close', () => inbound.interruption.clientLeft());
      expect(admit(tenant).mayCall).toBe(allowedBy(null));
      const body = (await receive(services, inbound, contextOf(inbound, 'full')))!;
      const parsed = parse(inbound, body);
      const call = {
        candidate: target,
        method: 'POST' as const,
        path: '/chat/completions',
        stream: parsed.stream,
        body: parsed.document.bytes,
        spliceUsageOut: true,
        capture: true,
        stages: [stage],
        login: null,
        translation: null,
        prefixOf: null,
        reason: 'first' as const,
      };
      const result = await attempt(services, inbound, call);
      finish(inbound, { outcome: result.outcome, settlement: settled, target }, false);
      done.resolve(result);
    };
    const response = await ask({ stream: true });
    await beforeReading();
    const text = await response.text().catch(() => 'broken');
    return { status: response.status, text, result: await done.promise };
  }

  const BIG = `data: {"choices":[{"index":0,"delta":{"content":"${'x'.repeat(60_000)}"}}]}\n\n`;
  const MOST = 400;
  let sent = 0;

  beforeEach(() => {
    sent = 0;
  });

  /** Big events, as fast as they are taken, each with `more` behind it in one piece. */
  async function sendMuch(response: ServerResponse, more = ''): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (sent = 0; sent < MOST; sent++) {
      if (!response.write(BIG + more)) {
        await new Promise((resolve) => response.once('drain', resolve));
      }
    }
    response.end('data: [DONE]\n\n');
  }

  /** Until the host can send no more; 24 MB do not fit into what kernels hold for two sockets. */
  async function standstill(): Promise<void> {
    let before = -1;
    while (before !== sent || sent === 0) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('lets the host wait for a client that does not read, whatever the stage holds', async () => {
    first.script = (response) => sendMuch(response, ': ping\n\n');
    const { text } = await through(
      {
        // In each piece it thinks about the last event, and gives nothing of it.
        take: (event) => (event.kind === 'content' ? [event] : Promise.resolve([])),
        end: () => [],
      },
      async () => {
        await standstill();
        expect(sent).toBeLessThan(MOST);
      },
    );
    expect(text).toBe(BIG.repeat(MOST));
  });

  it('waits for what it holds back, also for the last of it, and lets the host wait', async () => {
    first.script = (response) => sendMuch(response);
    const look = Promise.withResolvers<void>();
    let taken = 0;
    let looking = 0;
    const answered = through({
      async take(event) {
        expect(++looking).toBe(1);
        taken++;
        await look.promise;
        looking--;
        return [event];
      },
      end: () => [],
    });
    await standstill();
    expect(sent).toBeLessThan(MOST);
    expect(taken).toBe(1);
    look.resolve();
    const { text, result } = await answered;
    expect(text).toBe(`${BIG.repeat(MOST)}data: [DONE]\n\n`);
    expect(result.kind).toBe('answered');
  });

  it('gives it whole events with what they say, and sends what it makes of them', async () => {
    const comment = ': a comment\n\n';
    const [one, two, finish, done] = events();
    const whole = Buffer.from([comment, one, two, finish, done].join(''));
    first.script = async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let at = 0; at < whole.length; at += 7) {
        response.write(whole.subarray(at, at + 7));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      response.end();
    };
    const kinds: string[] = [];
    let said = '';
    const { text, result } = await through({
      take(event) {
        kinds.push(event.kind);
        if (event.kind !== 'content') return [event];
        for (const one of event.said()) if (one.type === 'text') said += one.content;
        // What is said leaves nowhere.
        return [];
      },
      end: () => [],
    });
    expect(kinds).toEqual(['note', 'content', 'content', 'note', 'end']);
    expect(said).toBe('Grüß 你好 👩‍👩‍👧');
    expect(text).toBe(`${comment}${finish}${done}`);
    // Nothing of it was ever heard.
    expect(result.outcome).toMatchObject({ status: 'ok', ttftUs: null });
  });

  it('sends nothing of what a stage refuses', async () => {
    first.script = (response) => stream(response, events());
    const { status, text, result } = await through({
      take: () => Promise.reject(new Error('not to be said')),
      end: () => [],
    });
    expect(status).toBe(500);
    expect(text).toContain('"code":"internal"');
    expect(text).not.toContain('Gr');
    expect(result).toMatchObject({ kind: 'failed', failure: null, bytesLeft: false });
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CodingAgent, type Errand, send, whyNot, workFolder } from './agents/agent.ts';
import { codex } from './agents/codex.ts';
import { geminiCli } from './agents/gemini-cli.ts';
import { agentPackages } from './agents/packages.ts';
import { Wall } from './agents/wall.ts';
import { BOOTSTRAP_KEY, type System, type TraceRow, until } from './harness/system.ts';
import { startGateway } from './matrix/gateway.ts';
import { type ProviderColumn, startProviders } from './matrix/providers.ts';
import { GEMINI_KEY } from './upstreams/gemini/host.ts';
import { OPENAI_KEY } from './upstreams/openai/host.ts';

/**
 * Coding agents as they are published, each at work for ten turns: a model tells it to run a command, it does, and says so with
 * the next request, until an eleventh answer ends it.
 */
const TURNS = 10;
const TASK = `Write down the turns. #shell #turns=${TURNS}`;
const WRITTEN = Array.from({ length: TURNS }, (_, n) => `turn ${n + 1}\n`).join('');

interface Traveller {
  readonly agent: CodingAgent;
  /** The provider of its own protocol, what it logs in with there, and where that is told. */
  readonly home: string;
  readonly own: string;
  readonly credentialOf: (headers: Record<string, unknown>) => unknown;
  /** A provider of another protocol. */
  readonly abroad: string;
}

const TRAVELLERS: readonly Traveller[] = [
  {
    agent: codex,
    home: 'openai-responses',
    own: OPENAI_KEY,
    credentialOf: ({ authorization }) => String(authorization).replace('Bearer ', ''),
    abroad: 'anthropic',
  },
  {
    agent: geminiCli,
    home: 'gemini',
    own: GEMINI_KEY,
    credentialOf: (headers) => headers['x-goog-api-key'],
    abroad: 'openai-responses',
  },
];

const packages = await agentPackages();
const folder = 'folder' in packages ? packages.folder : null;

if (folder === null) {
  describe('coding agents', () => {
    it.skip('missing' in packages ? packages.missing : '', () => undefined);
  });
} else {
  describe('coding agents', () => itSendsThemOut(folder));
}

function itSendsThemOut(folder: string): void {
  let providers: Awaited<ReturnType<typeof startProviders>>;
  let system: System;
  let droppingKey: string;
  let wall: Wall;
  const folders: string[] = [];

  beforeAll(async () => {
    wall = await new Wall().listen();
    providers = await startProviders();
    ({ system, droppingKey } = await startGateway(providers));
    for (const { home } of TRAVELLERS) {
      const { name, settings } = column(home);
      const { credential: _, ...rest } = settings() as { credential: string };
      const body = { ...rest, name: `${name}-of-callers`, credential_from: 'caller' };
      await system.management('/api/v1/providers', { method: 'POST', body: JSON.stringify(body) });
    }
  });
  afterAll(async () => {
    await system?.[Symbol.asyncDispose]();
    await providers?.[Symbol.asyncDispose]();
    await wall?.[Symbol.asyncDispose]();
    for (const left of folders) rmSync(left, { recursive: true, force: true });
  });

  const column = (name: string): ProviderColumn =>
    providers.columns.find((one) => one.name === name)!;

  function errand(provider: string, model: string, more: Partial<Errand> = {}): Errand {
    const home = mkdtempSync(join(tmpdir(), 'signalbox-agent-'));
    folders.push(home);
    return {
      origin: system.gateway,
      model: `${provider}/${model}`,
      key: BOOTSTRAP_KEY,
      own: null,
      session: home,
      task: TASK,
      home,
      ...more,
    };
  }

  /** That the agent did what it was told, in as many requests of one session as it takes, none of them in vain. */
  async function expectTurns(agent: CodingAgent, asked: Errand, project?: string): Promise<void> {
    const from = new Date().toISOString();
    const refusals = providers.hosts.flatMap((host) => host.refusals).length;
    const done = await send(agent, folder, asked, wall.origin);
    expect(done, done.printed).toMatchObject({ code: 0 });
    expect(readFileSync(join(workFolder(asked), 'turns.txt'), 'utf8')).toBe(WRITTEN);
    const headers = project === undefined ? {} : { 'x-signalbox-project': project };
    const range = `from=${from}&to=${new Date(Date.now() + 60_000).toISOString()}`;
    let rows: readonly TraceRow[] = [];
    await until(20, 'the requests of the agent', async () => {
      const page = await system.management<{ data: TraceRow[] }>(
        `/api/v1/requests?${range}&limit=100`,
        { headers },
      );
      rows = page.data;
      return rows.length > TURNS;
    });
    expect(rows).toHaveLength(TURNS + 1);
    for (const row of rows) {
      expect(row).toMatchObject({
        status: 'ok',
        stream: true,
        requested_model: asked.model,
        input_tokens: 29,
        attempt_count: 1,
      });
      expect(row['output_tokens']).toBeGreaterThan(0);
    }
    const sessions = await system.management<{ data: object[] }>(`/api/v1/sessions?${range}`, {
      headers,
    });
    expect(sessions.data).toMatchObject([
      { requests: TURNS + 1, errors: 0, input_tokens: 29 * (TURNS + 1) },
    ]);
    const after = providers.hosts.flatMap((host) => host.refusals.map(({ message }) => message));
    expect(after.slice(refusals)).toEqual([]);
  }

  describe.each(TRAVELLERS)('$agent.name', ({ agent, home, own, credentialOf, abroad }) => {
    const reason = whyNot(agent, folder);
    if (reason !== null) {
      it.skip(reason, () => undefined);
      return;
    }

    it('works ten turns', async () => {
      await expectTurns(agent, errand(home, column(home).thinkingModel));
    });

    it('works ten turns where it logs in by itself', async () => {
      const { host, thinkingModel } = column(home);
      const before = host.calls.length;
      await expectTurns(agent, errand(`${home}-of-callers`, thinkingModel, { own }));
      const calls = host.calls.slice(before);
      expect(calls).toHaveLength(TURNS + 1);
      for (const { headers } of calls) {
        expect(credentialOf(headers)).toBe(own);
        expect(JSON.stringify(headers)).not.toContain(BOOTSTRAP_KEY);
      }
    });

    it('works ten turns with a model of another protocol, where what that cannot be told is dropped', async () => {
      const { data } = await system.management<{ data: { id: string; name: string }[] }>(
        '/api/v1/projects',
      );
      const project = data.find(({ name }) => name === 'dropping')?.id;
      const asked = errand(abroad, column(abroad).thinkingModel, { key: droppingKey });
      await expectTurns(agent, asked, project);
    });
  });

  it('asked nobody but the gateway', () => {
    expect(wall.asked).toEqual([]);
  });
}

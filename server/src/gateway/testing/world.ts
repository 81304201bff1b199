import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { hashCredential, mintKey } from '../../identity/index.ts';
import { createRemoteProvider, createSandboxProvider } from '../../inference/index.ts';
import { type KeyId, newId } from '../../lib/ids.ts';
import type { ConfigState } from '../../platform/config-stream/index.ts';
import { decodeFrame, openSpool, type Spool } from '../../platform/spool/index.ts';
import { RequestEnd, readRequestRecord } from '../../telemetry/index.ts';
import { createGateway, interruptedEnd, type RunningGateway } from '../index.ts';

type Entity = Readonly<Record<string, unknown>>;

/** A configuration that a test writes by hand. */
export class MemoryState implements ConfigState {
  generation = 1;
  readonly #entities = new Map<string, Map<string, Entity>>();

  get(kind: string, id: string): Entity | undefined {
    return this.#entities.get(kind)?.get(id);
  }

  all(kind: string): Iterable<[string, Entity]> {
    return this.#entities.get(kind) ?? [];
  }

  set(kind: string, id: string, value: Entity | null): void {
    const byId = this.#entities.get(kind) ?? new Map<string, Entity>();
    if (value === null) byId.delete(id);
    else byId.set(id, value);
    this.#entities.set(kind, byId);
    this.generation++;
  }
}

export interface Recorded {
  readonly header: RequestEnd;
  readonly request: Buffer;
  readonly response: Buffer;
}

const OUTBOUND = {
  allowPrivateProviders: false,
  connectTimeoutMs: 1_000,
  httpsProxy: null,
  httpProxy: null,
  noProxy: '',
} as const;

export interface WorldOptions {
  readonly maxBodyBytes?: number;
  readonly maxUploadBytes?: number;
  readonly firstByteMs?: number;
  readonly idleMs?: number;
  readonly totalMs?: number;
  readonly spoolMaxBytes?: number;
  /** Another gateway of the same installation: it has this one's project and key. */
  readonly like?: World;
}

/** A gateway alone: its configuration in memory, its spool real, its frames kept in place of telemetry. */
export class World implements AsyncDisposable {
  readonly state = new MemoryState();
  readonly projectId: string;
  readonly keyId: KeyId;
  readonly key: string;
  readonly records: Recorded[] = [];
  configAgeMs = 0;
  port = 0;
  gateway!: RunningGateway;
  spool!: Spool;
  readonly #directory = mkdtempSync(join(tmpdir(), 'signalbox-gateway-'));

  private constructor(like: Pick<World, 'projectId' | 'keyId' | 'key'> | null) {
    this.projectId = like?.projectId ?? newId<'project'>();
    this.keyId = like?.keyId ?? newId<'key'>();
    this.key = like?.key ?? mintKey(this.keyId);
  }

  static async start(options: WorldOptions = {}): Promise<World> {
    const world = new World(options.like ?? null);
    world.setProject({});
    world.setKey({});
    await world.#open(options);
    return world;
  }

  setProject(changes: Entity): void {
    this.#set('project', this.projectId, {
      organisation_id: 'organisation',
      name: 'project',
      capture: 'full',
      retention_days: 30,
      ...changes,
    });
  }

  setKey(changes: Entity | null): void {
    this.#set(
      'key',
      this.keyId,
      changes && {
        organisation_id: 'organisation',
        project_id: this.projectId,
        environment_id: 'environment',
        kind: 'gateway',
        name: 'key',
        secret_hash: hashCredential(this.key).toString('hex'),
        scopes: ['inference'],
        owner: { kind: 'service', id: 'test' },
        allowed_models: null,
        expires_at: null,
        ...changes,
      },
    );
  }

  setProvider(name: string, changes: Entity): void {
    this.#set('provider', name, {
      project_id: null,
      name,
      kind: 'openai',
      base_url: 'http://127.0.0.1:1/v1',
      credential: `secret-of-${name}`,
      position: 1,
      models: null,
      managed_by: 'environment',
      operator_managed: true,
      enabled: true,
      ...changes,
    });
  }

  setEntity(kind: string, id: string, value: Entity | null): void {
    this.#set(kind, id, value);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A chat with the world's key. */
  chat(body: unknown, headers: Record<string, string> = {}, init: RequestInit = {}) {
    return fetch(`${this.url}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.key}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  }

  /** The record of a request, once its frame was delivered. */
  async recordOf(id: string | null): Promise<Recorded> {
    for (let tries = 0; tries < 200; tries++) {
      const found = this.records.find(({ header }) => header.id === id);
      if (found !== undefined) return found;
      await this.spool.drain(0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the request ${id} was not recorded`);
  }

  /** The record of an answer, by its x-request-id. */
  recordOfResponse(response: Response): Promise<Recorded> {
    return this.recordOf(response.headers.get('x-request-id'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.drain(0);
    await this.gateway[Symbol.asyncDispose]();
    await this.spool[Symbol.asyncDispose]();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #open(options: WorldOptions): Promise<void> {
    const log = pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
    this.spool = await openSpool({
      directory: join(this.#directory, 'spool'),
      gatewayKeyFile: join(this.#directory, 'gateway.key'),
      durability: 'os',
      maxBytes: options.spoolMaxBytes ?? 1 << 30,
      log,
      deliver: async (frame) => {
        for (const record of decodeFrame(frame).records) {
          const { header, request, response } = readRequestRecord(record);
          const parsed = RequestEnd.parse(JSON.parse(header.toString()));
          this.records.push({ header: parsed, request, response });
        }
      },
      interrupted: interruptedEnd,
    });
    this.gateway = createGateway({
      name: 'gateway-test',
      log,
      spool: this.spool,
      makeProvider: (entity) =>
        entity.kind === 'sandbox' || entity.kind === 'local'
          ? createSandboxProvider({ name: entity.name })
          : createRemoteProvider(entity.kind, entity, OUTBOUND),
      state: this.state,
      configAgeMs: () => this.configAgeMs,
      maxConfigAgeMs: 900_000,
      maxBodyBytes: options.maxBodyBytes ?? 1 << 20,
      uploads: {
        directory: this.#directory,
        maxBytes: options.maxUploadBytes ?? 1 << 20,
      },
      timeouts: {
        connectMs: 1_000,
        firstByteMs: options.firstByteMs ?? 10_000,
        idleMs: options.idleMs ?? 10_000,
        totalMs: options.totalMs ?? 20_000,
      },
    });
    this.port = await this.gateway.listen({ host: '127.0.0.1', port: 0, shared: false });
  }

  #set(kind: string, id: string, value: Entity | null): void {
    this.state.set(kind, id, value);
    this.gateway?.apply(this.state);
  }
}

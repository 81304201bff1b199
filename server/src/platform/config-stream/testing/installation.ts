import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { LinkClient, startLinkServer } from '../../link/index.ts';
import { type TestDatabase, testDatabase } from '../../postgres/testing/index.ts';
import { loadMasterKey, Secrets } from '../../secrets/index.ts';
import {
  ConfigFollower,
  type ConfigFollowerOptions,
  type ConfigOp,
  ConfigPublisher,
  configRoutes,
  recordConfigChange,
} from '../index.ts';
import { digested, EntityState } from '../state.ts';

const log = pino({ level: 'silent' });
const secrets = new Secrets(loadMasterKey({ secretKey: 'a'.repeat(64), data: '' }));

export const key = (id: string, value: Record<string, unknown> | null): ConfigOp => ({
  kind: 'key',
  id,
  value,
});
export const credential = (id: string, text: string): string =>
  secrets.encrypt(text, { table: 'providers', row: id, column: 'credential' });

interface Following {
  readonly follower: ConfigFollower;
  readonly applied: ConfigOp[][];
}

/** The configuration as the tables would have it: the last operation on each entity. */
export async function loadEntities(
  db: Pick<TestDatabase['db'], 'selectFrom'>,
): Promise<ConfigOp[]> {
  const state = new EntityState();
  for (const row of await db
    .selectFrom('config_changes')
    .select(['generation', 'ops'])
    .orderBy('generation')
    .execute())
    state.apply((row.ops as unknown as ConfigOp[]).map(digested), row.generation);
  return state.entities().map(({ kind, id, value }) => ({ kind, id, value }));
}

/** A database, a folder of sockets, and processes that live until the test ends. */
export class Installation implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'sbx-config-'));
  readonly #linkKey = randomBytes(32);
  readonly #stack = new AsyncDisposableStack();
  readonly #store: Pick<TestDatabase, 'db'> & AsyncDisposable;

  constructor(store: Pick<TestDatabase, 'db'> & AsyncDisposable) {
    this.#store = store;
  }

  static async create(): Promise<Installation> {
    return new Installation(await testDatabase());
  }

  get db(): TestDatabase['db'] {
    return this.#store.db;
  }

  /** Control: a publisher behind its link server. Disposing is its death. */
  async control(load = loadEntities): Promise<ConfigPublisher> {
    const publisher = new ConfigPublisher({
      db: this.db,
      secrets,
      log,
      loadEntities: load,
      sealed: {
        provider: [
          { member: 'credential', table: 'providers', roles: ['gateway'], withheld: 'null' },
        ],
      },
    });
    await publisher.start();
    const server = await startLinkServer({
      socket: join(this.folder, 'control.sock'),
      key: this.#linkKey,
      routes: configRoutes(publisher),
      log,
    });
    const dispose = publisher[Symbol.asyncDispose].bind(publisher);
    let gone = false;
    return this.#stack.use(
      Object.assign(publisher, {
        async [Symbol.asyncDispose]() {
          if (gone) return;
          gone = true;
          await dispose();
          server.server.closeAllConnections();
          await server[Symbol.asyncDispose]();
        },
      }),
    );
  }

  client(role: string): LinkClient {
    return this.#stack.use(
      new LinkClient({ socket: join(this.folder, 'control.sock'), key: this.#linkKey, role }),
    );
  }

  follow(process: string, options: Partial<ConfigFollowerOptions> = {}): Following {
    const role = options.role ?? 'gateway';
    const applied: ConfigOp[][] = [];
    const follower = this.#stack.use(
      new ConfigFollower({
        client: this.client(role),
        process,
        role,
        cache: null,
        log,
        onApply: (_state, ops) => void applied.push([...ops]),
        ...options,
      }),
    );
    return { follower, applied };
  }

  change(...ops: ConfigOp[]): Promise<number> {
    return this.db.transaction().execute((trx) => recordConfigChange(trx, ops));
  }

  /** Puts the database back to the state that it had after `generation`. */
  async restore(generation: number): Promise<void> {
    await sql`DELETE FROM config_changes WHERE generation > ${generation}`.execute(this.db);
    await sql`UPDATE config_head SET generation = ${generation}`.execute(this.db);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
    await this.#store[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
export const BOOTSTRAP_KEY = 'e2e-bootstrap-key-of-forty-characters-00';

export interface SystemOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Kept between two systems of one test; else a fresh folder that goes with the system. */
  readonly data?: string;
  /** The checkout whose build is started, this one unless said. */
  readonly root?: string;
}

/** The real `signalbox serve` with a data directory and ports of its own. */
export class System implements AsyncDisposable {
  readonly port: number;
  readonly consolePort: number;
  readonly data: string;
  readonly #options: SystemOptions;
  readonly #ownsData: boolean;
  #child: ChildProcess | null = null;
  #output = '';
  #exit: Promise<number | null> = Promise.resolve(null);

  private constructor(options: SystemOptions, port: number, consolePort: number) {
    this.#options = options;
    this.port = port;
    this.consolePort = consolePort;
    this.#ownsData = options.data === undefined;
    this.data = options.data ?? mkdtempSync(join(tmpdir(), 'signalbox-e2e-'));
  }

  static async start(options: SystemOptions = {}): Promise<System> {
    const system = new System(options, await freePort(), await freePort());
    await system.serve();
    return system;
  }

  /** Starts (again, with other arguments perhaps) on the same ports and data, and waits until both ports are ready. */
  async serve(args: readonly string[] = this.#options.args ?? ['--no-local-model']): Promise<void> {
    this.#output = '';
    const child = spawn(
      process.execPath,
      [
        'server/dist/app/main.js',
        'serve',
        '--port',
        String(this.port),
        '--console-port',
        String(this.consolePort),
        '--data',
        this.data,
        ...args,
      ],
      {
        cwd: this.#options.root ?? ROOT,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          // The engine is installed by npm, which must reach the registry as the npm that runs the tests does.
          NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS,
          HTTPS_PROXY: process.env.HTTPS_PROXY,
          SIGNALBOX_BOOTSTRAP_KEY: BOOTSTRAP_KEY,
          SIGNALBOX_LOG_LEVEL: process.env.SIGNALBOX_LOG_LEVEL ?? 'warn',
          ...this.#options.env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output = (this.#output + chunk.toString()).slice(-200_000);
        if (process.env.E2E_VERBOSE) process.stderr.write(chunk);
      });
    }
    this.#exit = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
    let ended = false;
    void this.#exit.then(() => (ended = true));
    await until(90, `the system to be ready; it printed:\n${this.#output}`, async () => {
      if (ended) throw new Error(`serve ended:\n${this.#output}`);
      return (await isOk(`${this.gateway}/readyz`)) && (await isOk(`${this.console}/readyz`));
    });
  }

  get gateway(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get console(): string {
    return `http://127.0.0.1:${this.consolePort}`;
  }

  get output(): string {
    return this.#output;
  }

  get supervisorPid(): number {
    return this.#child?.pid ?? 0;
  }

  /** The processes of a role of this system, by their title and data directory. */
  pids(role: 'gateway' | 'control' | 'telemetry' | 'engine' | 'worker'): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isRoleOf(pid, role, this.#sessionPids()));
  }

  #sessionPids(): ReadonlySet<number> {
    // Role processes rewrite their title, so they are told apart by what each wrote down of itself.
    const folder = join(this.data, 'run');
    return new Set(readdirSync(folder).map((name) => Number(/-(\d+)\.json$/.exec(name)?.[1])));
  }

  async management<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await fetch(`${this.console}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${BOOTSTRAP_KEY}`,
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...init.headers,
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  /** All trace rows of the last hour, by paging. */
  async traces(query = ''): Promise<TraceRow[]> {
    const rows: TraceRow[] = [];
    const range = `from=${new Date(Date.now() - 3_600_000).toISOString()}&to=${new Date(Date.now() + 60_000).toISOString()}`;
    let cursor: string | null = null;
    do {
      const page: { data: TraceRow[]; next_cursor: string | null } = await this.management(
        `/api/v1/requests?${range}&limit=1000${query}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      rows.push(...page.data);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return rows;
  }

  /** The trace with its bodies, waiting until the frame that holds it was ingested. */
  async trace(requestId: string): Promise<TraceRow> {
    let row: TraceRow | undefined;
    await until(20, `the trace ${requestId}`, async () => {
      const response = await fetch(`${this.console}/api/v1/requests/${requestId}`, {
        headers: { authorization: `Bearer ${BOOTSTRAP_KEY}` },
      });
      if (!response.ok) return false;
      row = (await response.json()) as TraceRow;
      return true;
    });
    return row!;
  }

  /** As when the terminal is closed, or the `head` behind a pipe has seen enough. */
  closeOutput(): void {
    this.#child?.stdout?.destroy();
    this.#child?.stderr?.destroy();
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async stop(): Promise<number | null> {
    this.#child?.kill('SIGTERM');
    return this.#exit;
  }

  /** Resolves with the exit code of the supervisor. */
  get exited(): Promise<number | null> {
    return this.#exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const code = await Promise.race([
      this.stop(),
      new Promise<'slow'>((resolve) => setTimeout(resolve, 40_000, 'slow').unref()),
    ]);
    if (code === 'slow') this.#child?.kill('SIGKILL');
    if (this.#ownsData) rmSync(this.data, { recursive: true, force: true });
  }
}

export interface TraceRow {
  readonly request_id: string;
  readonly trace_id: string;
  readonly status: string;
  readonly [member: string]: unknown;
}

function isRoleOf(pid: number, role: string, pids: ReadonlySet<number>): boolean {
  if (!pids.has(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(`signalbox ${role}`);
  } catch {
    return false;
  }
}

async function isOk(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

export async function until(
  seconds: number,
  what: string,
  probe: () => Promise<boolean> | boolean,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await probe())) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const given = new Set<number>();

/** None twice: the system may give the one that was just closed again. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  if (given.has(address.port)) return freePort();
  given.add(address.port);
  return address.port;
}

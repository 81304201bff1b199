import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** What an agent is sent out with: a gateway, and folders of its own. */
export interface Errand {
  /** Without a protocol's prefix: `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** As the gateway calls it. */
  readonly model: string;
  /** The gateway's, in the agent's usual place, or in `x-signalbox-key` where the agent logs in by `own`. */
  readonly key: string;
  /** What the agent logs in with at the provider; null: nothing but the gateway's key. */
  readonly own: string | null;
  /** Of the gateway's records, for an agent that names none by itself. */
  readonly session: string;
  readonly task: string;
  /** A fresh one: the agent's home, and in it `work`, where it works. */
  readonly home: string;
}

/** A published coding agent, as somebody would run it without a terminal. */
export interface CodingAgent {
  /** Of its package on npm. */
  readonly name: string;
  /** What Node is given to run it, below the folder of the packages. */
  binary(folder: string): string;
  /** Writes its settings into its home; answers its arguments and what its environment has beside the usual. */
  prepare(errand: Errand): {
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
}

export interface Done {
  readonly code: number | null;
  readonly printed: string;
}

const MINUTES = 3;

/** Why the agent does not run here; null: it does. */
export function whyNot(agent: CodingAgent, folder: string): string | null {
  try {
    execFileSync(process.execPath, [agent.binary(folder), '--version'], {
      stdio: 'pipe',
      env: { PATH: process.env['PATH'], HOME: join(folder, 'home') },
    });
    return null;
  } catch (error) {
    const [said] = String((error as { stderr?: Buffer }).stderr ?? error).split('\n');
    return `it does not run here: ${said}`;
  }
}

/** Runs the agent until it is done; `wall` is a proxy through which whatever is not on the loopback would have to go. */
export async function send(
  agent: CodingAgent,
  folder: string,
  errand: Errand,
  wall: string,
): Promise<Done> {
  const work = workFolder(errand);
  mkdirSync(work, { recursive: true });
  const { args, env } = agent.prepare(errand);
  const child = spawn(process.execPath, [agent.binary(folder), ...args], {
    cwd: work,
    // No variable of the machine's own may give an agent another key or address.
    env: {
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
      HOME: errand.home,
      TMPDIR: errand.home,
      HTTPS_PROXY: wall,
      HTTP_PROXY: wall,
      NO_PROXY: '127.0.0.1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: MINUTES * 60_000,
    killSignal: 'SIGKILL',
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      printed = (printed + bytes.toString()).slice(-8000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, printed };
}

export const workFolder = ({ home }: Errand): string => join(home, 'work');

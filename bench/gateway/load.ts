import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly connections: number;
  readonly seconds: number;
}

export interface Measured {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers that were not 2xx, and connections that broke. */
  readonly failed: number;
}

export const generator = spawnSync('wrk', ['-v']).error === undefined ? 'wrk' : 'autocannon';

/** As many requests as so many connections can send one after another. */
export function run(load: Load): Promise<Measured> {
  return generator === 'wrk' ? runWrk(load) : runAutocannon(load);
}

async function runAutocannon(load: Load): Promise<Measured> {
  const result = await autocannon({
    url: load.url,
    method: 'POST',
    headers: { ...load.headers },
    body: load.body,
    connections: load.connections,
    duration: load.seconds,
  });
  return {
    requests: result['2xx'],
    seconds: result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

/** wrk takes the body from a Lua script; its report is read from standard output. */
async function runWrk(load: Load): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-wrk-'));
  try {
    const script = join(folder, 'post.lua');
    const headers = Object.entries(load.headers).map(
      ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
    );
    const report = `done = function(s, l, r)
  io.write(string.format("RESULT %d %d %f %f %d\\n", s.requests, s.duration, l:percentile(50), l:percentile(99),
    s.errors.connect + s.errors.read + s.errors.write + s.errors.status + s.errors.timeout))
end`;
    const body = [...load.body].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('');
    writeFileSync(
      script,
      `wrk.method = "POST"\nwrk.body = "${body}"\n${headers.join('\n')}\n${report}\n`,
    );
    const text = await output('wrk', [
      '-t1',
      `-c${load.connections}`,
      `-d${load.seconds}s`,
      '-s',
      script,
      load.url,
    ]);
    const [requests, microseconds, p50, p99, failed] = (/RESULT (.*)/.exec(text)?.[1] ?? '')
      .split(' ')
      .map(Number);
    if (failed === undefined) throw new Error(`wrk said:\n${text}`);
    return {
      requests: (requests ?? 0) - failed,
      seconds: (microseconds ?? 0) / 1e6,
      p50Ms: (p50 ?? 0) / 1000,
      p99Ms: (p99 ?? 0) / 1000,
      failed,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (part) => {
      text += String(part);
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${command} ended with ${code}`)),
    );
  });
}

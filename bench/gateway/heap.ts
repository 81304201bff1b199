import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './load.ts';
import { requestBody } from './shapes.ts';
import type { Target } from './targets.ts';

const INSPECTOR = 'http://127.0.0.1:9229';

/**
 * `heapUsed` of the gateway after a garbage collection, at the end of the second and of the last quarter of so many requests.
 * Read through the inspector that SIGUSR1 opens, so that it is the process as it is, without flags.
 */
export async function heapGrowth(
  target: Target,
  requests: number,
  connections: number,
): Promise<void> {
  const [pid] = target.processes().get('gateway') ?? [];
  if (pid === undefined) throw new Error('no gateway to look at');
  process.kill(pid, 'SIGUSR1');
  const used: number[] = [];
  for (let quarter = 1; quarter <= 4; quarter++) {
    let sent = 0;
    while (sent < requests / 4) {
      const { requests: done } = await run({
        url: target.url,
        headers: target.headers,
        body: requestBody('small', target.model),
        connections,
        seconds: 5,
      });
      if (done === 0) throw new Error('nothing is answered');
      sent += done;
    }
    await target.settled();
    await sleep(2_000);
    const bytes = await heapUsedAfterGc();
    used.push(bytes);
    console.log(`heap after quarter ${quarter}: ${(bytes / 2 ** 20).toFixed(2)} MB`);
  }
  const growth = ((used[3] ?? 0) - (used[1] ?? 0)) / 1e6;
  console.log(
    `${growth < 5 ? 'held  ' : 'MISSED'} heapUsed from the second to the last quarter: ${growth.toFixed(2)} MB (less than 5)`,
  );
}

async function heapUsedAfterGc(): Promise<number> {
  const list = (await (await fetch(`${INSPECTOR}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(list[0]?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  let id = 0;
  const ask = (method: string): Promise<Record<string, unknown>> => {
    const asked = ++id;
    socket.send(JSON.stringify({ id: asked, method }));
    return new Promise((resolve) => {
      const hear = (event: MessageEvent): void => {
        const answer = JSON.parse(String(event.data)) as { id?: number; result: never };
        if (answer.id !== asked) return;
        socket.removeEventListener('message', hear);
        resolve(answer.result);
      };
      socket.addEventListener('message', hear);
    });
  };
  try {
    await ask('HeapProfiler.collectGarbage');
    await ask('HeapProfiler.collectGarbage');
    return (await ask('Runtime.getHeapUsage'))['usedSize'] as number;
  } finally {
    socket.close();
  }
}

import type { System } from '../../harness/system.ts';

/** Stops telemetry in its tracks (SIGSTOP), as a store that never answers would; it goes on when disposed. */
export function hang(system: System): Disposable {
  const pids = system.pids('telemetry');
  signal(pids, 'SIGSTOP');
  return { [Symbol.dispose]: () => signal(pids, 'SIGCONT') };
}

/** Telemetry in beats: it may run for a moment only now and then, so that it answers, and late. */
export function slow(system: System, { stopMs = 1_900, runMs = 15 } = {}): Disposable {
  const pids = system.pids('telemetry');
  let timer: NodeJS.Timeout;
  const stop = () => {
    signal(pids, 'SIGSTOP');
    timer = setTimeout(run, stopMs);
  };
  const run = () => {
    signal(pids, 'SIGCONT');
    timer = setTimeout(stop, runMs);
  };
  stop();
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal(pids, 'SIGCONT');
    },
  };
}

/** Ends telemetry as often as it is started again. */
export function keepEnded(system: System): Disposable {
  const end = () => signal(system.pids('telemetry'), 'SIGKILL');
  end();
  const timer = setInterval(end, 50);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      // It ended by itself in between.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

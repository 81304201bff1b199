import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { LinkClient, startLinkServer } from '../link/index.ts';
import { ReportBoard, startReporter } from './index.ts';

it('a process is on the board with the role that it proves and its own account', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'sbx-reports-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const socket = join(folder, 'control.sock');
  const key = randomBytes(32);
  const board = new ReportBoard();
  const log = pino({ level: 'silent' });
  stack.use(await startLinkServer({ socket, key, routes: board.routes, log }));
  const control = stack.use(new LinkClient({ socket, key, role: 'gateway' }));
  const options = { control, process: 'gateway-1', version: '1.2.3' };
  stack.use(startReporter({ ...options, details: () => ({ requests_in_flight: 3 }) }));
  await vi.waitFor(() => expect(board.list()).toHaveLength(1));
  expect(board.list()[0]).toMatchObject({
    process: 'gateway-1',
    role: 'gateway',
    version: '1.2.3',
    pid: process.pid,
    silent: false,
    details: { requests_in_flight: 3 },
  });
  expect(board.list()[0]!.rss_bytes).toBeGreaterThan(1e6);
});

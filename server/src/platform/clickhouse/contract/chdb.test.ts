import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openChdb } from '../chdb.ts';
import { clickHouseContract } from './clickhouse-contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'sbx-chdb-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

// More than there are connections for: the rest waits.
clickHouseContract('chDB', () => openChdb(directory), { longQueries: 5 });

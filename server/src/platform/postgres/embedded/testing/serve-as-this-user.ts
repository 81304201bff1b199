import { Client } from 'pg';
import { pino } from 'pino';
import { embeddedConnection, startEmbeddedPostgres } from '../index.ts';

// Run by a test under an account that is not root: prints who PostgreSQL says is connected.
const [directory = ''] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres(directory, pino({ level: 'silent' }), { sync: false });
const client = new Client(embeddedConnection(directory));
await client.connect();
const { rows } = await client.query('SELECT current_user AS name');
await client.end();
await postgres.stop();
process.stdout.write(JSON.stringify(rows[0]));

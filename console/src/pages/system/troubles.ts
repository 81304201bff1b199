import type { System } from './types.ts';

/** A tenth of the disk, or 2 GB where that is less. */
const SMALL_SHARE = 0.1;
const SMALL_BYTES = 2e9;
const LATE_MS = 60_000;

/** What needs somebody's attention, each in a sentence that says what to do. */
export function troublesOf({
  processes,
  engine,
  stores,
  disk,
  untrusted_proxy: proxy,
  exempt_providers: exempt,
}: System): readonly string[] {
  const found: string[] = [];
  for (const { process, state, behind, gateway } of processes) {
    if (state === 'silent') {
      found.push(
        `${process} has not been heard of for 15 seconds: see whether it runs, and its log.`,
      );
    }
    if (state === 'snapshot_stale') {
      found.push(`${process} refuses requests, since it hears nothing from control: see its log.`);
    }
    if (behind !== null && behind > 0 && state === 'running')
      found.push(`${process} lacks ${behind} changes of the configuration.`);
    if (gateway === null) continue;
    const { level, unrecorded, oldest_pending_ms: oldest } = gateway.spool;
    if (level === 'full') {
      found.push(
        `The spool of ${process} is full: requests go unrecorded. Free disk space, or see why telemetry takes none.`,
      );
    } else if (level === 'payload_dropped') {
      found.push(`The spool of ${process} is half full: bodies are no longer kept.`);
    }
    if (unrecorded > 0) found.push(`${process} has ${unrecorded} requests that no list shows.`);
    if (oldest !== null && oldest > LATE_MS)
      found.push(
        `Requests come late: the oldest of ${process} waits since ${Math.round(oldest / 1000)} s.`,
      );
  }
  if (proxy !== null)
    found.push(
      `Calls come through a proxy at ${proxy.address} that is not trusted: all who use it count as one address, so that failed sign-ins of one lock out all. Name it with --trusted-proxies.`,
    );
  if (exempt.length > 0)
    found.push(
      `Providers that members set earlier may lead into private networks, which takes an option now: ${exempt.map(({ name, base_url }) => `${name} (${base_url})`).join(', ')}. They go on until their base URL changes. Have an owner add anew what is wanted, delete the rest, or allow it to everybody with --allow-private-providers.`,
    );
  if (engine.state === 'failed')
    found.push(`The local engine could not be installed: ${engine.error ?? ''}`);
  if (engine.state === 'silent') found.push('The local engine does not answer: see its log.');
  if (stores.analytics === null)
    found.push('Telemetry does not answer: requests are kept by the gateways meanwhile.');
  if (disk !== null && disk.free_bytes < Math.min(disk.total_bytes * SMALL_SHARE, SMALL_BYTES))
    found.push(`The disk of ${disk.path} is nearly full.`);
  return found;
}

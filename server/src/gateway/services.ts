import type { Authenticator } from '../identity/index.ts';
import type { UpstreamTimeouts } from '../inference/index.ts';
import type { Logger } from '../platform/log/index.ts';
import type { Spool } from '../platform/spool/index.ts';
import type { CompiledConfig } from './compiled-config.ts';
import type { Metrics } from './metrics.ts';
import type { Health } from './resilience/health.ts';
import type { UploadRoom } from './upload/upload-room.ts';
import type { UpstreamModels } from './upstream-models.ts';
import type { UsageRefusals } from './usage-refusals.ts';

/** What the steps work with; the same for every request. */
export interface Services {
  /** Names this process in records and metrics. */
  readonly name: string;
  readonly authenticate: Authenticator;
  /** The configuration in force, compiled; replaced whole when it changes. */
  config(): CompiledConfig;
  readonly upstreamModels: UpstreamModels;
  /** Milliseconds since control was last heard. */
  configAgeMs(): number;
  readonly maxConfigAgeMs: number;
  readonly maxBodyBytes: number;
  /** For bodies with files in them. */
  readonly uploads: UploadRoom;
  readonly timeouts: UpstreamTimeouts;
  /** Who was found to refuse to be asked for the usage of a stream. */
  readonly usageRefusals: UsageRefusals;
  /** Of whom this process calls. */
  readonly health: Health;
  readonly spool: Pick<Spool, 'begin' | 'end' | 'roomForPayload' | 'status'>;
  readonly metrics: Metrics;
  readonly log: Logger;
}

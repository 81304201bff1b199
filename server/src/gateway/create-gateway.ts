import { createAuthenticator } from '../identity/index.ts';
import type { UpstreamTimeouts } from '../inference/index.ts';
import { monotonicUs } from '../lib/clock.ts';
import { SlotList } from '../lib/slot-list.ts';
import type { ConfigState } from '../platform/config-stream/follow.ts';
import type { Logger } from '../platform/log/index.ts';
import type { CompiledConfig } from './compiled-config.ts';
import { ConfigCompiler } from './config-compiler.ts';
import { Gateway } from './gateway.ts';
import type { InboundRequest } from './inbound-request.ts';
import { Metrics } from './metrics.ts';
import { type MakeProvider, ProviderSet } from './provider-set.ts';
import { Health } from './resilience/health.ts';
import type { Services } from './services.ts';
import { UploadRoom } from './upload/upload-room.ts';
import { UpstreamModels } from './upstream-models.ts';
import { UsageRefusals } from './usage-refusals.ts';

export interface GatewayDependencies {
  readonly name: string;
  readonly log: Logger;
  readonly spool: Services['spool'];
  readonly makeProvider: MakeProvider;
  /** The configuration to begin with; `apply` brings the next ones. */
  readonly state: ConfigState;
  readonly configAgeMs: () => number;
  readonly maxConfigAgeMs: number;
  readonly maxBodyBytes: number;
  /** Exists, and belongs to this user alone; `maxBytes` of one body with files in it. */
  readonly uploads: { readonly directory: string; readonly maxBytes: number };
  readonly timeouts: UpstreamTimeouts;
  /** Throws `host_not_allowed`; unless given, every host is answered for. */
  readonly checkHost?: (host: string | undefined) => void;
}

export interface RunningGateway extends AsyncDisposable {
  /** Puts a state of the configuration into force, for every request that begins after it. */
  apply(state: ConfigState): void;
  /** Resolves with the port. Throws `port_in_use`. */
  listen(options: { host: string; port: number; shared: boolean }): Promise<number>;
  drain(withinMs?: number): Promise<void>;
  /** What `/readyz` answers. */
  status(): Readonly<Record<string, unknown>>;
}

/** Builds a gateway from what it depends on. The spool stays its owner's. */
export function createGateway(dependencies: GatewayDependencies): RunningGateway {
  const { name, log, spool, configAgeMs } = dependencies;
  const providers = new ProviderSet(dependencies.makeProvider, log);
  const report = (kind: string, id: string, error: unknown): void =>
    log.error({ err: error, kind, id }, 'an entity of the configuration cannot be used');
  const compiler = new ConfigCompiler(report);
  const compile = (state: ConfigState): CompiledConfig =>
    compiler.compile(state, providers.apply(state));

  let state = dependencies.state;
  let compiled = compile(state);
  const health = new Health(() => monotonicUs() / 1000);
  const inFlight = new SlotList<InboundRequest>();
  const metrics = new Metrics({
    gateway: name,
    inFlight: () => inFlight.size,
    configAgeMs,
    configGeneration: () => state.generation,
    spool: () => spool.status(),
    upstreams: () => health.shown(),
  });
  const services: Services = {
    name,
    authenticate: createAuthenticator(() => state, 'gateway'),
    config: () => compiled,
    upstreamModels: new UpstreamModels(log),
    usageRefusals: new UsageRefusals(),
    configAgeMs,
    maxConfigAgeMs: dependencies.maxConfigAgeMs,
    maxBodyBytes: dependencies.maxBodyBytes,
    uploads: new UploadRoom(dependencies.uploads.directory, dependencies.uploads.maxBytes),
    timeouts: dependencies.timeouts,
    health,
    spool,
    metrics,
    log,
  };
  const gateway = new Gateway({
    services,
    configGeneration: () => state.generation,
    checkHost: dependencies.checkHost ?? (() => undefined),
    inFlight,
  });
  return {
    apply(next) {
      state = next;
      compiled = compile(next);
    },
    listen: (options) => gateway.listen(options),
    drain: (withinMs) => gateway.drain(withinMs),
    status: () => gateway.status().body,
    async [Symbol.asyncDispose]() {
      await providers[Symbol.asyncDispose]();
      metrics[Symbol.dispose]();
    },
  };
}

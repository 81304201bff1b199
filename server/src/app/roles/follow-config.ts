import { join } from 'node:path';
import { ConfigFollower, type ConfigState } from '../../platform/config-stream/follow.ts';
import type { LinkClient } from '../../platform/link/index.ts';
import type { RoleContext } from './role.ts';

export interface FollowOptions {
  readonly role: 'gateway' | 'telemetry' | 'engine';
  /** Names this process on the config stream and in reports. */
  readonly process: string;
  /** The way to the control role. */
  readonly control: LinkClient;
  /**
   * Where the configuration is kept on disk, below the data directory, encrypted with the key: so that the role also starts
   * while control is away.
   */
  readonly kept: { readonly path: string; readonly key: Buffer };
  readonly onApply: (state: ConfigState) => void;
}

/**
 * Follows the configuration that control streams: resolves when the first one is in force, control's or the one that was kept.
 * What it holds is disposed of with `started`.
 */
export async function followConfig(
  started: AsyncDisposableStack,
  { config, log, stopping }: Pick<RoleContext, 'config' | 'log' | 'stopping'>,
  { role, process, control, kept, onApply }: FollowOptions,
): Promise<ConfigFollower> {
  const follower = started.use(
    new ConfigFollower({
      client: control,
      process,
      role,
      cache: { path: join(config.data, kept.path), key: kept.key },
      log,
      onApply,
    }),
  );
  await follower.start(stopping);
  return follower;
}

import type { IncomingMessage } from 'node:http';
import { credentialOf, type Principal } from '../../identity/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Capture } from '../../telemetry/index.ts';
import type { Services } from '../services.ts';
import type { OnUnsupported } from '../translation.ts';

/** Who calls, and what the project says about its requests. */
export interface Tenant {
  readonly principal: Principal;
  readonly capture: Capture;
  readonly retentionDays: number;
  /** Of web pages that may call with the project's keys. */
  readonly origins: readonly string[];
  /** What becomes of a call that its provider's protocol cannot carry whole. */
  readonly onUnsupported: OnUnsupported;
}

/**
 * From the request's key to who calls. Throws `key_missing`, `key_invalid`, `scope_missing`, and `snapshot_stale` where the
 * configuration is too old to know whether a key was revoked.
 */
export function authenticate(
  services: Services,
  { headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>,
): Tenant {
  if (services.configAgeMs() > services.maxConfigAgeMs) {
    throw new SignalboxError(
      'snapshot_stale',
      `the gateway has not heard from control for more than ${services.maxConfigAgeMs / 1000} s`,
      'See whether the control role runs; the gateway serves again as soon as it hears from it.',
    );
  }
  const principal = services.authenticate(credentialOf(headers, url), Date.now());
  if (!principal.scopes.has('inference')) {
    throw new SignalboxError(
      'scope_missing',
      'the key does not have the scope "inference"',
      'Use a key that has it.',
    );
  }
  const project = services.config().project(principal.projectId);
  if (project === undefined) {
    throw new SignalboxError(
      'key_invalid',
      "the key's project does not exist",
      'Use a key of a project that exists.',
    );
  }
  const { capture, retentionDays, origins, onUnsupported } = project;
  return { principal, capture, retentionDays, origins, onUnsupported };
}

import { SignalboxError } from '../platform/errors/index.ts';
import { presetNamed } from './presets/index.ts';
import { type ProviderKind, providerKind } from './provider-kinds.ts';
import type { ProviderRow } from './rows.ts';
import type { UpdateProvider } from './schema.ts';

/** How a host is called, beside its address, its credential and headers; and what of a kind has such a setting (`remote`: all). */
const SETTINGS = {
  openai_organization: 'account',
  openai_project: 'account',
  account_from_client: 'account',
  api_version: 'api_version',
  speaks_responses: 'responses',
  credential_from: 'remote',
  preset: 'remote',
} as const satisfies Readonly<Record<string, ProviderKind['settings'][number] | 'remote'>>;
/** Those by which prompts go to another account, so that others may read them. */
const ACCOUNT = [
  'openai_organization',
  'openai_project',
  'account_from_client',
  'credential_from',
] as const;

type Name = keyof typeof SETTINGS;
type Stated = { readonly [N in Name]?: UpdateProvider[N] };
type Settings = { readonly [N in Name]?: Exclude<UpdateProvider[N], undefined> };

/**
 * Those that a body states; nothing is changed of what it leaves out. Throws `request_invalid` for what the kind does not have, and
 * for a preset of another kind.
 */
export function statedSettings(kind: string, body: Stated): Settings {
  const names = Object.keys(SETTINGS) as Name[];
  const stated = names.filter((name) => body[name] !== undefined);
  for (const name of stated) {
    const value = body[name];
    if (hasSetting(kind, name) || value === null || value === false) continue;
    throw fault(name, `a provider of the kind ${kind} has no such setting`, 'Leave it out.');
  }
  const { preset } = body;
  if (preset != null && presetNamed(preset)?.kind !== kind) {
    throw fault(
      'preset',
      `${preset} is not a host of the kind ${kind}`,
      'Leave out `kind`, or take a preset of that kind (GET /api/v1/providers/presets).',
    );
  }
  return Object.fromEntries(stated.map((name) => [name, body[name]]));
}

/** Throws `request_invalid` for a credential that nobody would send. */
export function checkCredential(
  credential: string | null | undefined,
  from: 'stored' | 'caller',
): void {
  if (from === 'stored' || credential == null) return;
  throw fault(
    'credential',
    'clients of this provider log in by themselves (credential_from: caller), so that none is stored',
    'Leave out `credential`, or set `credential_from` to `stored`.',
  );
}

export function changesAccount(row: ProviderRow, settings: Settings): boolean {
  return ACCOUNT.some((name) => settings[name] !== undefined && settings[name] !== row[name]);
}

function hasSetting(kind: string, name: Name): boolean {
  const { remote, settings } = providerKind(kind);
  const needed = SETTINGS[name];
  return needed === 'remote' ? remote : settings.includes(needed);
}

export function fault(param: string, what: string, next: string): SignalboxError {
  return new SignalboxError('request_invalid', `body/${param}: ${what}`, next, {
    details: { param },
  });
}

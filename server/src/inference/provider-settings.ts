import { SignalboxError } from '../platform/errors/index.ts';
import { providerKind } from './provider-kinds.ts';
import type { UpdateProvider } from './schema.ts';

const SETTINGS = [
  'openai_organization',
  'openai_project',
  'account_from_client',
  'api_version',
] as const;
/** How a host is called, beside its address, its credential and headers. */
type Settings = {
  readonly [Name in (typeof SETTINGS)[number]]?: Exclude<UpdateProvider[Name], undefined>;
};

/** Those that a body states; nothing is changed of what it leaves out. Throws `request_invalid` for what the kind does not have. */
export function statedSettings(
  kind: string,
  body: Pick<UpdateProvider, (typeof SETTINGS)[number]>,
): Settings {
  const stated = Object.fromEntries(
    SETTINGS.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
  ) as Settings;
  const { account, apiVersion } = providerKind(kind);
  const has = {
    openai_organization: account,
    openai_project: account,
    account_from_client: account,
    api_version: apiVersion,
  };
  for (const name of SETTINGS) {
    const value = stated[name];
    if (has[name] || value === undefined || value === null || value === false) continue;
    throw new SignalboxError(
      'request_invalid',
      `body/${name}: a provider of the kind ${kind} has no such setting`,
      'Leave it out.',
      { details: { param: name } },
    );
  }
  return stated;
}

import type { Preset } from './preset.ts';
import { PRESETS } from './table.ts';

const BY_ID: ReadonlyMap<string, Preset> = new Map(PRESETS.map((preset) => [preset.id, preset]));

export function presetNamed(id: string): Preset | null {
  return BY_ID.get(id) ?? null;
}

/**
 * Which known host a provider is: as it is set, else by its kind, where that is of one host alone, or by the host of its base URL;
 * null: none of them.
 */
export function presetOf(provider: {
  readonly preset: string | null;
  readonly kind: string;
  readonly base_url: string;
}): Preset | null {
  const { preset, kind, base_url } = provider;
  if (preset !== null) return presetNamed(preset);
  const ofKind = PRESETS.filter((one) => one.kind === kind);
  if (ofKind.length === 1) return ofKind[0] ?? null;
  const host = URL.parse(base_url)?.hostname;
  return (host === undefined ? null : ofKind.find((one) => isHostOf(one, host))) ?? null;
}

/** Its host or a regional one below it (`eu.api.openai.com`). */
function isHostOf({ baseUrl }: Preset, host: string): boolean {
  if (baseUrl === null) return false;
  const own = new URL(baseUrl).hostname;
  return host === own || host.endsWith(`.${own}`);
}

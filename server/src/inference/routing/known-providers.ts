import type { Kysely } from 'kysely';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { namedModels, providerKind, takesAnyModel } from '../provider-kinds.ts';
import { visibleProviders } from '../provider-rows.ts';
import type { TARGET_PROBLEMS } from './schema.ts';

export type TargetProblem = (typeof TARGET_PROBLEMS)[number];

interface KnownProvider {
  readonly enabled: boolean;
  /** Null: it takes any name. */
  readonly models: readonly string[] | null;
  readonly optionsInName: boolean;
}

/** The providers that a project's routes may name, and what is known of their models. */
export interface KnownProviders {
  readonly names: readonly string[];
  /** Of a provider; null: it takes any name, or there is no such provider. */
  readonly modelsOf: (provider: string) => readonly string[] | null;
  /** Why `provider/model` cannot be called; null: nothing is known against it. */
  readonly problemOf: (target: string) => TargetProblem | null;
  /** The provider before the first slash of a name, where there is one: its models are called by such names. */
  readonly namedBy: (name: string) => string | null;
}

export async function knownProviders(db: Kysely<DB>, caller: Caller): Promise<KnownProviders> {
  const rows = await visibleProviders(db, caller).orderBy('position').orderBy('id').execute();
  const engine = await db.selectFrom('local_models').select('name').execute();
  const local = engine.map(({ name }) => name);
  const known = new Map<string, KnownProvider>();
  // Where everyone's provider has the name of the project's own, it is the project's own that is called.
  for (const row of [...rows.filter((one) => one.project_id !== null), ...rows]) {
    if (known.has(row.name)) continue;
    known.set(row.name, {
      enabled: row.enabled,
      models: takesAnyModel(row) ? null : namedModels(row, local),
      optionsInName: providerKind(row.kind).optionsInName,
    });
  }
  return {
    names: [...new Set(rows.map(({ name }) => name))],
    modelsOf: (provider) => known.get(provider)?.models ?? null,
    problemOf(target) {
      const [name, model] = atSlash(target);
      const provider = known.get(name);
      if (provider === undefined) return 'provider_missing';
      const bare = provider.optionsInName ? (model.split('?', 1)[0] ?? '') : model;
      if (provider.models?.includes(bare) === false) return 'model_missing';
      return provider.enabled ? null : 'provider_disabled';
    },
    namedBy(name) {
      const [provider, model] = atSlash(name);
      return model !== '' && known.has(provider) ? provider : null;
    },
  };
}

function atSlash(text: string): readonly [string, string] {
  const slash = text.indexOf('/');
  return slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
}

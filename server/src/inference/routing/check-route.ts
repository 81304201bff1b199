import type { SignalboxError } from '../../platform/errors/index.ts';
import { fault } from '../provider-settings.ts';
import type { RouteDefinition } from './entities.ts';
import type { KnownProviders } from './known-providers.ts';

/** As many names as a message can hold. */
const SHOWN = 20;

/** Throws `request_invalid` for a name that means a model of a provider already, since that is what clients would get. */
export function checkName(providers: KnownProviders, name: string): void {
  const provider = providers.namedBy(name);
  if (provider === null) return;
  throw fault(
    'name',
    `${name} is the name of a model of the provider ${provider}, which is what clients would get`,
    'Take a name that begins with no provider and a slash.',
  );
}

/** Throws `request_invalid` for the first target that no provider of the project could serve. */
export function checkTargets(
  providers: KnownProviders,
  { targets, rules }: Pick<RouteDefinition, 'targets' | 'rules'>,
): void {
  const lists = [
    { at: 'targets', targets },
    ...rules.map((rule, index) => ({ at: `rules/${index}/targets`, targets: rule.targets })),
  ];
  for (const list of lists) {
    for (const [index, { model }] of list.targets.entries()) {
      const refused = refusal(providers, `${list.at}/${index}/model`, model);
      if (refused !== null) throw refused;
    }
  }
}

/** What is only disabled may be named: it comes back. */
function refusal(providers: KnownProviders, at: string, target: string): SignalboxError | null {
  const problem = providers.problemOf(target);
  const [provider = ''] = target.split('/', 1);
  if (problem === 'provider_missing') {
    return fault(
      at,
      `${target}: the project has no provider named "${provider}"`,
      providers.names.length === 0
        ? 'Add one (POST /api/v1/providers).'
        : `Name a model of one of these: ${someOf(providers.names)}; or add that provider (POST /api/v1/providers).`,
    );
  }
  if (problem === 'model_missing') {
    const models = providers.modelsOf(provider) ?? [];
    return fault(
      at,
      `${target}: the provider ${provider} has a list of its models, and this is none of them`,
      models.length === 0
        ? 'Its list is empty: add the model there.'
        : `Name one of these: ${someOf(models)}; or add it to the provider's list.`,
    );
  }
  return null;
}

function someOf(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

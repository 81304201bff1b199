import type { AttemptResult } from './outcome.ts';
import type { Target } from './plan.ts';

/** Models are named by clients: of more than so many that refuse, one provider is asked again each time. */
const MOST_MODELS = 1_000;

/**
 * Which models of which providers are not asked for the usage of a stream by `stream_options`: those of hosts that are known to
 * tell it unasked, and those that refuse it, which is learnt from their answer and remembered as long as the provider's entity
 * stays as it is.
 */
export class UsageRefusals {
  readonly #known = new WeakMap<Target['provider'], Set<string>>();

  has({ provider, model }: Target): boolean {
    return provider.quirks?.tellsUsage === true || this.#known.get(provider)?.has(model) === true;
  }

  /** Whether the call was refused for what only the gateway asked; remembered then. */
  learn({ provider, model }: Target, result: AttemptResult): boolean {
    if (!refusesUsage(result)) return false;
    const models = this.#known.get(provider) ?? new Set();
    this.#known.set(provider, models);
    if (models.size < MOST_MODELS) models.add(model);
    return true;
  }
}

function refusesUsage(result: AttemptResult): boolean {
  if (result.kind === 'answered' || result.bytesLeft) return false;
  const { httpStatus, closing } = result.outcome;
  if ((httpStatus !== 400 && httpStatus !== 422) || closing.kind !== 'whole') return false;
  return /stream_options|include_usage/.test(closing.body.toString('latin1', 0, 16 << 10));
}

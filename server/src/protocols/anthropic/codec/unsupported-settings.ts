import type { Settings } from '../../conversation/model-request.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';

/** Names what Anthropic has nothing for. What asks for what it does anyway goes without saying. */
export function nameUnsupported(settings: Settings, unsupported: UnsupportedFeatures): void {
  if ((settings.min_p ?? 0) !== 0) unsupported.add('min_p');
  if (settings.seed !== undefined) unsupported.add('seed');
  if ((settings.frequency_penalty ?? 0) !== 0) unsupported.add('frequency_penalty');
  if ((settings.presence_penalty ?? 0) !== 0) unsupported.add('presence_penalty');
  if ((settings.choices ?? 1) > 1) unsupported.add('n');
  if (settings.logprobs === true || (settings.top_logprobs ?? 0) > 0) unsupported.add('logprobs');
  if (Object.keys(settings.logit_bias ?? {}).length > 0) unsupported.add('logit_bias');
  if (settings.output?.kind === 'json') unsupported.add('JSON output without a schema');
  for (const modality of settings.modalities ?? []) {
    if (modality !== 'text') unsupported.add(`an answer as ${modality}`);
  }
  if ((settings.verbosity ?? 'medium') !== 'medium') unsupported.add('verbosity');
  if (Object.keys(settings.metadata ?? {}).length > 0) unsupported.addHint('metadata');
  if (settings.cache_key !== undefined) unsupported.addHint('prompt_cache_key');
  if (settings.store === true) unsupported.addHint('store');
}

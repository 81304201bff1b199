import { Select, TextInput } from '@mantine/core';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import styles from './models.module.css';
import { type ProviderDraft, withPreset } from './provider-draft.ts';
import type { Provider, ProviderPreset } from './types.ts';
import { usePresets } from './use-presets.ts';

const OTHER = 'other';

/** Which host it is, what it is called here, and where it is. */
export function ProviderHost({
  draft,
  provider,
  onChange,
}: {
  readonly draft: ProviderDraft;
  readonly provider: Provider | null;
  readonly onChange: (draft: ProviderDraft) => void;
}) {
  const presets = usePresets();
  const { preset, name, url } = draft;
  return (
    <>
      {provider === null ? (
        <>
          <Select
            label="Host"
            description="Who runs the models. Any other that speaks OpenAI’s protocol is added by its address."
            searchable
            openOnFocus={false}
            // The list itself scrolls: a scroller within it would be one that no key reaches.
            withScrollArea={false}
            classNames={{ options: styles.hosts ?? '' }}
            // What is typed is another one, not more of this one's name.
            onFocus={(event) => event.currentTarget.select()}
            allowDeselect={false}
            nothingFoundMessage="No host of this name is known: take another one, by its address."
            data={[
              { value: OTHER, label: 'Another host' },
              ...presets.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            value={preset?.id ?? OTHER}
            onChange={(id) =>
              onChange(withPreset(draft, presets.find((one) => one.id === id) ?? null))
            }
            ref={focusAtOnce}
            data-autofocus
          />
          <TextInput
            label="Name"
            description="The part of a model’s name before the slash, such as groq."
            pattern="[a-z0-9][a-z0-9._\-]{0,62}"
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
        </>
      ) : null}
      <TextInput
        label="Base URL"
        description={urlWords(provider, preset)}
        placeholder={preset?.base_url === null ? preset.base_url_example : ''}
        type="url"
        required
        withAsterisk={false}
        value={url}
        onChange={(event) => onChange({ ...draft, url: event.currentTarget.value })}
      />
    </>
  );
}

function urlWords(provider: Provider | null, preset: ProviderPreset | null): string {
  if (provider !== null) return 'Where it is called.';
  if (preset === null)
    return 'Where it speaks OpenAI’s protocol, such as https://api.groq.com/openai/v1.';
  if (preset.base_url === null) return `Of your own ${preset.name}: fill it in.`;
  return `Of ${preset.name}, unless you call it by another address.`;
}

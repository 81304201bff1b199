import { Checkbox, NumberInput, Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { CAPTURE_WORDS, CAPTURES, type Capture, isCapture } from './capture-words.ts';

export interface ProjectValues {
  readonly name: string;
  readonly capture: Capture;
  readonly retention_days: number;
  readonly allowed_origins: readonly string[];
  readonly on_unsupported: 'refuse' | 'drop';
}

/** Name, what is kept of requests and for how long, and which web pages may call, each with what it means. */
export function ProjectFields({
  value,
  onChange,
}: {
  readonly value: ProjectValues;
  readonly onChange: (value: ProjectValues) => void;
}) {
  return (
    <>
      <TextInput
        label="Name"
        description="Lower-case letters, digits and dashes: it stands in addresses and commands. Ids stay when it changes."
        required
        withAsterisk={false}
        pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?"
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      <Radio.Group
        label="What is kept of each request"
        description="A request may ask for less with the header x-signalbox-capture, never for more."
        value={value.capture}
        onChange={(capture) => isCapture(capture) && onChange({ ...value, capture })}
      >
        <Stack gap="xs" mt="xs">
          {CAPTURES.map((capture) => (
            <Radio
              key={capture}
              value={capture}
              label={CAPTURE_WORDS[capture].label}
              description={CAPTURE_WORDS[capture].meaning}
            />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        label="For how many days"
        description="Requests older than this are deleted. A change holds for requests from now on: those stored keep the time that they were stored with."
        min={1}
        max={3650}
        allowDecimal={false}
        value={value.retention_days}
        onChange={(days) =>
          onChange({ ...value, retention_days: typeof days === 'number' ? days : 1 })
        }
      />
      <TagsInput
        label="Web pages that may call the gateway"
        description="Their origins, such as https://app.example.com. Whoever reads such a page can read the key that its script has: give it one that may do little."
        placeholder={value.allowed_origins.length === 0 ? 'None' : ''}
        value={[...value.allowed_origins]}
        onChange={(origins) => onChange({ ...value, allowed_origins: origins })}
        acceptValueOnBlur
      />
      <Checkbox
        label="Send calls without what their provider cannot be told"
        description="A client may ask in one protocol for what a provider of another one has no word for, such as a seed. Such a call is refused and the feature named; with this it is sent without, and the answer's header x-signalbox-dropped names it."
        checked={value.on_unsupported === 'drop'}
        onChange={(event) =>
          onChange({ ...value, on_unsupported: event.currentTarget.checked ? 'drop' : 'refuse' })
        }
      />
    </>
  );
}

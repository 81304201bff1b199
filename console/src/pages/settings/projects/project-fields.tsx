import { NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { CAPTURE_WORDS, CAPTURES, type Capture, isCapture } from './capture-words.ts';

export interface ProjectValues {
  readonly name: string;
  readonly capture: Capture;
  readonly retention_days: number;
}

/** Name, what is kept of requests, and for how long, each with what it means. */
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
    </>
  );
}

import { Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Range } from '../data/range.ts';
import { toLocalInput } from './range-names.ts';

/** From and to, in the reader's own time zone. */
export function AbsoluteRange({
  range,
  onApply,
}: {
  readonly range: Range;
  readonly onApply: (from: Date, to: Date) => void;
}) {
  const [from, setFrom] = useState(() => toLocalInput(range.from));
  const [to, setTo] = useState(() => toLocalInput(range.to));
  const valid = Date.parse(from) < Date.parse(to);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) onApply(new Date(from), new Date(to));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mt="sm">
        <TextInput
          size="xs"
          type="datetime-local"
          label="From"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label="To"
          value={to}
          error={valid ? undefined : 'It must come after the start.'}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!valid}>
          Show this range
        </Button>
      </Stack>
    </form>
  );
}

import { Switch, Textarea, TextInput } from '@mantine/core';
import type { ParameterName, PlaygroundColumn } from './column.ts';
import styles from './playground.module.css';
import type { Fault } from './request-body.ts';

const NUMBERS: readonly {
  readonly name: ParameterName;
  readonly label: string;
  readonly hint: string;
}[] = [
  { name: 'temperature', label: 'Temperature', hint: '0 to 2' },
  { name: 'top_p', label: 'Top p', hint: '0 to 1' },
  { name: 'max_completion_tokens', label: 'Max completion tokens', hint: 'no limit' },
  { name: 'max_tokens', label: 'Max tokens (older)', hint: 'no limit' },
  { name: 'seed', label: 'Seed', hint: 'none' },
  { name: 'n', label: 'Answers (n)', hint: '1' },
];

/** Parameters, tools and the answer's form. What is left empty is left to the model's host. */
export function SettingsFields({
  column,
  fault,
  onChange,
}: {
  readonly column: PlaygroundColumn;
  readonly fault: Fault | null;
  readonly onChange: (column: PlaygroundColumn) => void;
}) {
  const set = (patch: Partial<PlaygroundColumn>) => onChange({ ...column, ...patch });
  const setParameter = (name: ParameterName, value: string) =>
    set({ parameters: { ...column.parameters, [name]: value } });
  const errorOf = (field: Fault['field']) => (fault?.field === field ? fault.text : null);
  return (
    <div className={styles.settings}>
      <div className={styles.numbers}>
        {NUMBERS.map(({ name, label, hint }) => (
          <TextInput
            key={name}
            size="xs"
            label={label}
            placeholder={hint}
            inputMode="decimal"
            value={column.parameters[name]}
            error={errorOf(name)}
            onChange={(event) => setParameter(name, event.currentTarget.value)}
          />
        ))}
        <Textarea
          size="xs"
          label="Stop"
          placeholder="one a line"
          autosize
          value={column.parameters.stop}
          onChange={(event) => setParameter('stop', event.currentTarget.value)}
        />
      </div>
      <Textarea
        size="xs"
        label="Tools"
        description="A JSON list, as the OpenAI protocol has it."
        placeholder={'[{"type": "function", "function": {"name": "…", "parameters": {…}}}]'}
        autosize
        minRows={2}
        maxRows={14}
        classNames={{ input: styles.mono ?? '' }}
        value={column.tools}
        error={errorOf('tools')}
        onChange={(event) => set({ tools: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        label="Answer’s JSON Schema"
        description="The answer then has to follow it (response_format)."
        placeholder={'{"type": "object", "properties": {…}}'}
        autosize
        minRows={2}
        maxRows={14}
        classNames={{ input: styles.mono ?? '' }}
        value={column.schema}
        error={errorOf('schema')}
        onChange={(event) => set({ schema: event.currentTarget.value })}
      />
      <Switch
        label="Stream the answer"
        checked={column.stream}
        onChange={(event) => set({ stream: event.currentTarget.checked })}
      />
    </div>
  );
}

import { ActionIcon, Button, Group, Textarea, Tooltip } from '@mantine/core';
import { IconCopyPlus, IconPlayerPlay, IconPlayerStop, IconPlus, IconX } from '@tabler/icons-react';
import { ModelField } from '../../ui/model-field.tsx';
import { Answer } from './answer.tsx';
import { type Message, newMessage, type PlaygroundColumn } from './column.ts';
import { MessageEditor } from './message-editor.tsx';
import styles from './playground.module.css';
import type { Fault } from './request-body.ts';
import type { Run } from './run.ts';
import { SettingsFields } from './settings-fields.tsx';

export interface ColumnCardProps {
  readonly column: PlaygroundColumn;
  readonly place: number;
  readonly models: readonly string[];
  readonly run: Run | undefined;
  /** What has the focus when it comes. */
  readonly focus: 'model' | 'message' | undefined;
  readonly fault: Fault | null;
  readonly onChange: (column: PlaygroundColumn) => void;
  readonly onRun: () => void;
  readonly onStop: () => void;
  readonly onDuplicate: (() => void) | null;
  readonly onRemove: (() => void) | null;
}

/** One model with its conversation: what is asked above, what it answers below. */
export function ColumnCard(props: ColumnCardProps) {
  const { column, place, run, fault, onChange, onDuplicate, onRemove } = props;
  const set = (patch: Partial<PlaygroundColumn>) => onChange({ ...column, ...patch });
  const setMessages = (messages: readonly Message[]) => set({ messages });
  const running = run?.state === 'running';
  return (
    <section
      className={styles.column}
      aria-label={`Column ${place}: ${column.model || 'no model'}`}
    >
      <header className={styles.head}>
        <ModelField
          label={`Model of column ${place}`}
          models={props.models}
          value={column.model}
          error={fault?.field === 'model' ? fault.text : null}
          focused={props.focus === 'model'}
          onChange={(model) => set({ model })}
        />
        {onDuplicate === null ? null : (
          <Tooltip label="The same beside it">
            <ActionIcon aria-label={`Duplicate column ${place}`} onClick={onDuplicate}>
              <IconCopyPlus size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
        {onRemove === null ? null : (
          <Tooltip label="Remove the column">
            <ActionIcon aria-label={`Remove column ${place}`} onClick={onRemove}>
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      <div className={styles.content}>
        <div className={styles.asked}>
          <Textarea
            label="System prompt"
            placeholder="How the model should behave"
            autosize
            minRows={2}
            maxRows={12}
            value={column.system}
            onChange={(event) => set({ system: event.currentTarget.value })}
          />
          {column.messages.map((message, index) => (
            <MessageEditor
              key={message.id}
              message={message}
              place={index + 1}
              focused={props.focus === 'message' && index === 0}
              onChange={(changed) =>
                setMessages(column.messages.map((one) => (one.id === changed.id ? changed : one)))
              }
              onRemove={
                column.messages.length === 1
                  ? null
                  : () => setMessages(column.messages.filter(({ id }) => id !== message.id))
              }
            />
          ))}
          {fault?.field === 'messages' ? (
            <p role="alert" className={styles.fault}>
              {fault.text}
            </p>
          ) : null}
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setMessages([...column.messages, newMessage('user')])}
            >
              Add a message
            </Button>
            <span className={styles.gap} />
            {running ? (
              <Button
                variant="default"
                leftSection={<IconPlayerStop size={14} />}
                onClick={props.onStop}
              >
                Stop
              </Button>
            ) : (
              <Button
                leftSection={<IconPlayerPlay size={14} />}
                title={props.onRemove === null ? 'Ctrl or Cmd and Enter' : undefined}
                onClick={props.onRun}
              >
                Run
              </Button>
            )}
          </Group>
          <details className={styles.more}>
            <summary>Parameters, tools, answer format{summaryOf(column)}</summary>
            <SettingsFields column={column} fault={fault} onChange={onChange} />
          </details>
        </div>
        {run !== undefined ? (
          <div className={styles.told}>
            <Answer
              run={run}
              onContinue={(more) =>
                setMessages([...column.messages.filter((one) => !isUnused(one)), ...more])
              }
            />
          </div>
        ) : props.onRemove === null ? (
          <div className={styles.told}>
            <p className={styles.hint}>
              The answer comes here as it is written, with its time to the first token, its tokens
              and its cost, and leads to its request. Add a column to ask another model the same
              beside it.
            </p>
          </div>
        ) : null}
      </div>
    </section>
  );
}

function isUnused({ role, text, images }: Message): boolean {
  return role === 'user' && text === '' && images.length === 0;
}

/** What is set though it is folded away. */
function summaryOf({ parameters, tools, schema, stream }: PlaygroundColumn): string {
  const set = [
    ...Object.entries(parameters).flatMap(([name, value]) =>
      value === '' ? [] : [`${name} ${value}`],
    ),
    ...(tools.trim() === '' ? [] : ['tools']),
    ...(schema.trim() === '' ? [] : ['schema']),
    ...(stream ? [] : ['not streamed']),
  ];
  return set.length === 0 ? '' : `: ${set.join(', ').replaceAll('\n', ' ')}`;
}

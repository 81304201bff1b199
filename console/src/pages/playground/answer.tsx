import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Code } from '../../ui/code.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { LazyMarkdown } from '../../ui/lazy-markdown.tsx';
import type { Choice } from './answer-state.ts';
import { type Message, newMessage } from './column.ts';
import { Metrics } from './metrics.tsx';
import styles from './playground.module.css';
import type { Run } from './run.ts';

/** What came back, as it comes; what a model wrote stays inert. */
export function Answer({
  run,
  onContinue,
}: {
  readonly run: Run;
  /** Puts an answer into the conversation, with what has to follow it. */
  readonly onContinue: (messages: readonly Message[]) => void;
}) {
  const [look, setLook] = useState('formatted');
  const { choices } = run.received;
  const ended = run.state !== 'running';
  return (
    <section className={styles.answer} aria-label="Answer" aria-busy={!ended}>
      <Metrics run={run} />
      {choices.some(({ text }) => text !== '') ? (
        <SegmentedControl
          size="xs"
          aria-label="How the answer is shown"
          value={look}
          onChange={setLook}
          data={[
            { value: 'formatted', label: 'Formatted' },
            { value: 'raw', label: 'Raw' },
          ]}
        />
      ) : null}
      {choices.length === 0 && !ended ? (
        <p className={styles.waiting}>Waiting for the first token…</p>
      ) : null}
      {choices.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice is known by its place.
        <div key={index} className={styles.choice}>
          {choices.length > 1 ? <h2 className={styles.name}>Answer {index + 1}</h2> : null}
          <Said choice={choice} formatted={look === 'formatted'} />
          {ended ? (
            <Group gap="xs">
              <Button variant="default" onClick={() => onContinue(continuation(choice))}>
                {choice.toolCalls.length > 0 ? 'Answer its calls' : 'Continue from here'}
              </Button>
              {choice.finish === null || choice.finish === 'stop' ? null : (
                <span className={styles.name}>ended by {choice.finish}</span>
              )}
            </Group>
          ) : null}
        </div>
      ))}
      {run.state === 'stopped' ? <p className={styles.waiting}>Stopped.</p> : null}
      {run.error === null ? null : <ErrorNotice error={run.error} />}
    </section>
  );
}

function Said({ choice, formatted }: { readonly choice: Choice; readonly formatted: boolean }) {
  const { text, reasoning, refusal, toolCalls, others } = choice;
  return (
    <>
      {reasoning === '' ? null : (
        <details className={styles.reasoning}>
          <summary>Reasoning</summary>
          <LazyMarkdown text={reasoning} />
        </details>
      )}
      {text === '' ? null : formatted ? (
        <LazyMarkdown text={text} />
      ) : (
        <Code text={text} label="the answer" fold={Number.POSITIVE_INFINITY} />
      )}
      {refusal === '' ? null : (
        <div className={styles.call}>
          <span className={styles.name}>refuses</span>
          <Code text={refusal} label="the refusal" fold={Number.POSITIVE_INFINITY} />
        </div>
      )}
      {others.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever added at the end.
        <JsonView key={index} value={part} label="this part" />
      ))}
      {toolCalls.map(({ name, arguments: given }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a call is known by its place.
        <div key={index} className={styles.call}>
          <span className={styles.name}>
            calls <code>{name}</code>
          </span>
          <JsonView value={given} label="the arguments" />
        </div>
      ))}
    </>
  );
}

/** The answer as a message, and room for what comes next: a result for each call, or the user's next words. */
function continuation({ text, refusal, toolCalls }: Choice): readonly Message[] {
  const said = newMessage('assistant', text === '' ? refusal : text);
  if (toolCalls.length === 0) return [said, newMessage('user')];
  const calls = toolCalls.map(({ kind, id, name, arguments: given }) => ({
    id: id ?? '',
    type: kind,
    ...(kind === 'custom'
      ? { custom: { name, input: given } }
      : { function: { name, arguments: given } }),
  }));
  return [
    { ...said, toolCalls: JSON.stringify(calls, null, 2) },
    ...toolCalls.map(({ id }) => ({ ...newMessage('tool'), toolCallId: id ?? '' })),
  ];
}

import { Fieldset, MultiSelect, NumberInput } from '@mantine/core';
import layout from '../../ui/layout.module.css';
import { causeWords } from './differences.ts';
import { CAUSES, type Cause, type RouteDraft, TIMEOUTS, type TimeoutName } from './route-draft.ts';
import styles from './routes.module.css';
import { numberOf } from './targets-field.tsx';

const TIMEOUT_WORDS: Readonly<Record<TimeoutName, string>> = {
  connect_ms: 'To connect',
  first_byte_ms: 'To the first byte',
  idle_ms: 'Between bytes',
  total_ms: 'In all',
};
const CAUSE_CHOICES = CAUSES.map((value) => ({ value, label: causeWords(value) }));

/** What happens where a target fails or is slow. */
export function ResilienceFields({
  draft,
  onChange,
}: {
  readonly draft: RouteDraft;
  readonly onChange: (draft: RouteDraft) => void;
}) {
  return (
    <>
      <Fieldset legend="When a target fails" className={layout.form ?? ''}>
        <div className={styles.pair}>
          <NumberInput
            label="Retries"
            description="Of one target, before the next is asked."
            min={0}
            max={10}
            allowDecimal={false}
            value={draft.retries}
            onChange={(retries) => onChange({ ...draft, retries: numberOf(retries) })}
          />
          <NumberInput
            label="Ask another after (ms)"
            description="Without a first byte; both are paid for. Empty: never."
            min={1}
            max={86_400_000}
            allowDecimal={false}
            hideControls
            value={draft.hedgeAfter}
            onChange={(ms) => onChange({ ...draft, hedgeAfter: numberOf(ms) })}
          />
        </div>
        <MultiSelect
          label="Ask the next target on"
          description="Any other failure is the client’s answer."
          data={CAUSE_CHOICES}
          value={[...draft.fallbackOn]}
          onChange={(causes) =>
            onChange({
              ...draft,
              fallbackOn: CAUSES.filter((cause): cause is Cause => causes.includes(cause)),
            })
          }
        />
      </Fieldset>
      <Fieldset legend="Time limits of a call, in ms" className={styles.pair ?? ''}>
        {TIMEOUTS.map((name) => (
          <NumberInput
            key={name}
            label={TIMEOUT_WORDS[name]}
            placeholder="as the gateway’s"
            min={1}
            max={86_400_000}
            allowDecimal={false}
            hideControls
            value={draft.timeouts[name]}
            onChange={(ms) =>
              onChange({ ...draft, timeouts: { ...draft.timeouts, [name]: numberOf(ms) } })
            }
          />
        ))}
      </Fieldset>
    </>
  );
}

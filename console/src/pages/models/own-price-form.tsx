import { Button, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { type FormEvent, useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import layout from '../../ui/layout.module.css';
import styles from './models.module.css';
import type { Model } from './types.ts';

const KINDS = [
  { kind: 'input', label: 'Input' },
  { kind: 'cached_input', label: 'Cached input' },
  { kind: 'output', label: 'Output' },
] as const;
type Kind = (typeof KINDS)[number]['kind'];
const NONE: Readonly<Record<Kind, string>> = { input: '', cached_input: '', output: '' };

/** Sets an own price of a model from now on; no cost already recorded changes. */
export function OwnPriceForm({ model }: { readonly model: Model }) {
  const [rates, setRates] = useState(NONE);
  const set = useApiMutation(
    (api) =>
      unwrap(
        api.POST('/api/v1/prices', {
          body: {
            provider: model.provider,
            model: model.name,
            usd_per_million: Object.fromEntries(
              Object.entries(rates).filter(([, usd]) => usd.trim() !== ''),
            ),
          },
        }),
      ),
    { changes: [['prices'], ['models'], ['audit']], onSuccess: () => setRates(NONE) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(undefined);
  };
  return (
    <form className={layout.form} onSubmit={submit}>
      <h2 className={styles.heading}>Set an own price from now on</h2>
      <p className={styles.sub}>
        In USD a million tokens. What is left empty stays at the public price; costs already
        recorded stay as they are.
      </p>
      <div className={styles.rates}>
        {KINDS.map(({ kind, label }) => (
          <TextInput
            key={kind}
            label={label}
            placeholder={model.price?.usd_per_million[kind] ?? 'e.g. 2.50'}
            pattern="\d{1,9}(\.\d{1,6})?"
            inputMode="decimal"
            value={rates[kind]}
            onChange={(event) => setRates({ ...rates, [kind]: event.currentTarget.value })}
          />
        ))}
      </div>
      {set.error === null ? null : <ErrorNotice error={set.error} />}
      <div>
        <Button
          type="submit"
          loading={set.isPending}
          disabled={Object.values(rates).every((usd) => usd.trim() === '')}
        >
          Set the price
        </Button>
      </div>
    </form>
  );
}

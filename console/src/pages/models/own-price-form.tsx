import { Button, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { type FormEvent, useId, useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { PRICE_KINDS, type PriceKind } from '../../observe/usage-kinds.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import layout from '../../ui/layout.module.css';
import styles from './models.module.css';
import { toPerMillion } from './price-text.ts';
import { RateFields, type Rates } from './rate-fields.tsx';
import type { Model } from './types.ts';

/** What nearly every price has; the others are asked for where somebody wants them. */
const COMMON: readonly PriceKind[] = ['input', 'cached_input', 'output'];
const OTHERS = PRICE_KINDS.filter((kind) => !COMMON.includes(kind));
/** Words that providers have for their tiers; others may be typed. */
const TIERS = ['flex', 'priority', 'batch', 'scale'];
const NONE: Rates = {};

/** Sets an own price of a model from now on; no cost already recorded changes. */
export function OwnPriceForm({ model }: { readonly model: Model }) {
  const [rates, setRates] = useState(NONE);
  const [tier, setTier] = useState('');
  const tiers = useId();
  const asked = perMillion(rates);
  const set = useApiMutation(
    (api) =>
      unwrap(
        api.POST('/api/v1/prices', {
          body: {
            provider: model.provider,
            model: model.name,
            service_tier: tier.trim() === '' ? null : tier.trim(),
            usd_per_million: asked,
          },
        }),
      ),
    { changes: [['prices'], ['models'], ['audit']], onSuccess: () => setRates(NONE) },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(undefined);
  };
  const fields = { rates, onChange: setRates, known: tier.trim() === '' ? model.price : null };
  return (
    <form className={layout.form} onSubmit={submit}>
      <h2 className={styles.heading}>Set an own price from now on</h2>
      <p className={styles.sub}>
        In USD.{' '}
        {tier.trim() === ''
          ? 'What is left empty stays at the public price'
          : 'It holds for answers that were served at this tier, and what is left empty has no known price there'}
        ; costs already recorded stay as they are.
      </p>
      <RateFields kinds={COMMON} {...fields} />
      <details>
        <summary>Other kinds, and service tiers</summary>
        <div className={layout.form}>
          <RateFields kinds={OTHERS} {...fields} />
          <TextInput
            label="Service tier"
            description="As answers name it. Empty: the standard one."
            placeholder="e.g. flex"
            pattern="[a-z0-9][a-z0-9_\-]{0,49}"
            list={tiers}
            value={tier}
            onChange={(event) => setTier(event.currentTarget.value)}
          />
          <datalist id={tiers}>
            {TIERS.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
      </details>
      {set.error === null ? null : <ErrorNotice error={set.error} />}
      <div>
        <Button type="submit" loading={set.isPending} disabled={Object.keys(asked).length === 0}>
          Set the price
        </Button>
      </div>
    </form>
  );
}

function perMillion(rates: Rates): { [K in PriceKind]?: string } {
  return Object.fromEntries(
    PRICE_KINDS.flatMap((kind) => {
      const usd = toPerMillion(kind, rates[kind] ?? '');
      return usd === null ? [] : [[kind, usd]];
    }),
  );
}

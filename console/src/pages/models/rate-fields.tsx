import { TextInput } from '@mantine/core';
import { kindOf, type PriceKind } from '../../observe/usage-kinds.ts';
import styles from './models.module.css';
import { fromPerMillion } from './price-text.ts';
import type { Model } from './types.ts';

/** As typed, each in the unit that its field names. */
export type Rates = { readonly [K in PriceKind]?: string | undefined };

export function RateFields({
  kinds,
  rates,
  onChange,
  known,
}: {
  readonly kinds: readonly PriceKind[];
  readonly rates: Rates;
  readonly onChange: (rates: Rates) => void;
  /** What holds where a field is left empty. */
  readonly known: Model['price'];
}) {
  return (
    <div className={styles.rates}>
      {kinds.map((kind) => {
        const { label, per } = kindOf(kind);
        const now = known?.usd_per_million[kind];
        return (
          <TextInput
            key={kind}
            label={label}
            description={per}
            placeholder={now === undefined ? 'e.g. 2.50' : fromPerMillion(kind, now)}
            pattern="\d{1,6}(\.\d{1,6})?"
            inputMode="decimal"
            value={rates[kind] ?? ''}
            onChange={(event) => onChange({ ...rates, [kind]: event.currentTarget.value })}
          />
        );
      })}
    </div>
  );
}

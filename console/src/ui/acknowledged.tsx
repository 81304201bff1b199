import type { components } from '@signalbox/sdk';
import styles from './acknowledged.module.css';

type Told = Pick<components['schemas']['CreatedKey'], 'acknowledged' | 'missing'>;

/** Which gateways have put a change into force, and which have not said so. */
export function Acknowledged({ told }: { readonly told: Told }) {
  const gateways = told.acknowledged.filter(({ role }) => role === 'gateway');
  const missing = told.missing.filter(({ role }) => role === 'gateway');
  return (
    <section role="status" aria-label="Gateways">
      <p>
        {gateways.length === 0
          ? 'No gateway is connected; each learns of it before it serves.'
          : `In force on ${gateways.map(({ process }) => process).join(', ')}.`}
      </p>
      {missing.length === 0 ? null : (
        <p className={styles.off}>
          Not heard of: {missing.map(({ process }) => process).join(', ')}. One that is cut off from
          control goes on with what it knew for at most 15 minutes, unless set otherwise.
        </p>
      )}
    </section>
  );
}

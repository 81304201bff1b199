import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './models.module.css';
import { priceText } from './price-text.ts';
import type { Price } from './types.ts';

/** The project's own prices of a model, each in force from a moment on. */
export function OwnPrices({
  prices,
  mayWrite,
}: {
  readonly prices: readonly Price[];
  readonly mayWrite: boolean;
}) {
  const remove = useApiMutation(
    (api, id: string) => unwrap(api.DELETE('/api/v1/prices/{id}', { params: { path: { id } } })),
    { changes: [['prices'], ['models'], ['audit']] },
  );
  if (prices.length === 0) return null;
  return (
    <section aria-label="Own prices">
      <h2 className={styles.heading}>Own prices</h2>
      {remove.error === null ? null : <ErrorNotice error={remove.error} />}
      <ul className={styles.plain}>
        {prices.map(({ id, usd_per_million, service_tier, effective_from }) => (
          <li key={id} className={styles.price}>
            <span>
              {priceText(usd_per_million)}{' '}
              {service_tier === null ? '' : `at the tier ${service_tier} `}
              from <RelativeTime iso={effective_from} />
            </span>
            {mayWrite ? (
              <Button variant="default" size="compact-sm" onClick={() => remove.mutate(id)}>
                Remove
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

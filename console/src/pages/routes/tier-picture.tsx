import { formatPercent } from '../../ui/formats.ts';
import { timeouts as timeoutWords } from './differences.ts';
import styles from './routes.module.css';
import { PROBLEMS, STRATEGIES, tiersOf } from './tiers.ts';
import type { Route, Target } from './types.ts';

/** A name, and below it its tiers in the order in which they are tried, each target with its share. */
export function TierPicture({
  name,
  strategy,
  targets,
}: {
  readonly name: string;
  readonly strategy: Route['strategy'];
  readonly targets: readonly Target[];
}) {
  const tiers = tiersOf(targets, strategy);
  return (
    <div className={styles.picture}>
      <div className={styles.from}>{name}</div>
      <ol className={styles.tiers} aria-label={`Tiers of ${name}`}>
        {tiers.map((tier, index) => (
          <li key={tier.order}>
            <div className={styles.then}>
              <span aria-hidden="true">↓ </span>
              {index === 0 ? '' : 'where none of these is left: '}
              {tier.targets.length === 1 ? 'one model' : STRATEGIES[strategy].label}
            </div>
            <ul className={styles.tier}>
              {tier.targets.map((target, place) => (
                <TargetRow
                  key={target.model}
                  target={target}
                  share={tier.targets.length === 1 ? null : target.share}
                  place={strategy === 'order' && tier.targets.length > 1 ? place + 1 : null}
                />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  );
}

function TargetRow({
  target: { model, problem, timeouts },
  share,
  place,
}: {
  readonly target: Target;
  readonly share: number | null;
  /** In turn, where that is how its tier is tried. */
  readonly place: number | null;
}) {
  return (
    <li className={styles.target} data-shared={share === null ? undefined : ''}>
      <span className={styles.model}>{model}</span>
      {share === null ? null : (
        <span className={styles.bar} style={{ '--share': `${share * 100}%` }} />
      )}
      <span className={styles.share}>
        {share === null ? (place === null ? '' : `${place}.`) : formatPercent(share)}
      </span>
      {share === 0 ? (
        <span className={styles.under}>Only where no other of its tier is left.</span>
      ) : null}
      {Object.keys(timeouts).length === 0 ? null : (
        <span className={styles.under}>Timeouts: {timeoutWords(timeouts)}.</span>
      )}
      {problem === null ? null : (
        <span className={styles.under} data-problem="">
          It cannot be called: {PROBLEMS[problem]}.
        </span>
      )}
    </li>
  );
}

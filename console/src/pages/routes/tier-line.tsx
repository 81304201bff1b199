import { formatPercent } from '../../ui/formats.ts';
import styles from './routes.module.css';
import { PROBLEMS, tiersOf } from './tiers.ts';
import type { Route } from './types.ts';

/** Where a route leads, on one line: `openai/gpt 75% · azure/gpt 25% → anthropic/claude`. */
export function TierLine({ route: { strategy, targets, rules } }: { readonly route: Route }) {
  const tiers = tiersOf(targets, strategy);
  return (
    <span title={targets.map(({ model }) => model).join(', ')}>
      {tiers.map((tier, index) => (
        <span key={tier.order}>
          {index === 0 ? null : (
            <span className={styles.dim}>
              <span aria-hidden="true">→ </span>
              <span className="visually-hidden">, then </span>
            </span>
          )}
          {tier.targets.map(({ model, share, problem }) => (
            <span
              key={model}
              className={styles.chip}
              data-problem={problem ?? undefined}
              {...(problem === null ? {} : { title: `${model}: ${PROBLEMS[problem]}` })}
            >
              {model}
              {share === null || tier.targets.length === 1 ? '' : ` ${formatPercent(share)}`}
            </span>
          ))}
        </span>
      ))}
      {rules.length === 0 ? null : (
        <span className={styles.dim}>
          {rules.length === 1 ? 'and 1 rule' : `and ${rules.length} rules`}
        </span>
      )}
    </span>
  );
}

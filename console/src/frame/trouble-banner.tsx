import { IconAlertTriangle } from '@tabler/icons-react';
import { useCan } from '../data/use-place.ts';
import { useTroubles } from '../data/use-troubles.ts';
import { formatExactTime } from '../ui/formats.ts';
import { PageLink } from '../ui/page-link.tsx';
import styles from './trouble-banner.module.css';
import { troubleWords } from './trouble-words.ts';

const DAY_MS = 86_400_000;

/** Over every page: what is away and since when, what that means, and what to do. Its place is there before, to be read out. */
export function TroubleBanner() {
  const troubles = useTroubles();
  const system = useCan('system:read');
  return (
    <div role="status" aria-label="What does not answer" className={styles.place}>
      {troubles.length === 0 ? null : (
        <ul className={styles.banner}>
          {troubles.map((trouble) => {
            const { what, next } = troubleWords(trouble);
            return (
              <li key={trouble.part} className={styles.trouble}>
                <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
                <span>
                  <strong>
                    {what} since <Since at={trouble.since} />.
                  </strong>{' '}
                  {next}
                  {!system || trouble.part === 'answers' ? null : (
                    <>
                      {' '}
                      <PageLink to="/system">What runs</PageLink>
                    </>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** The time of the day, with its date where that is not clear. */
function Since({ at }: { readonly at: number }) {
  const iso = new Date(at).toISOString();
  const exact = formatExactTime(iso);
  return (
    <time dateTime={iso} title={exact}>
      {Date.now() - at < DAY_MS ? exact.slice(11, 19) : exact.slice(0, 16)}
    </time>
  );
}

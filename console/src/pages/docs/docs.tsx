import { Anchor } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Logo } from '../../frame/logo.tsx';
import { NotFound } from '../../frame/not-found.tsx';
import { Pending } from '../../frame/pending.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { CHAPTERS, readChapter } from './chapters.ts';
import { DocText } from './doc-text.tsx';
import styles from './docs.module.css';

/** The documentation, which came with the console: nobody needs to be signed in or to reach another host. */
export default function Docs() {
  const { chapter = '' } = useParams({ strict: false });
  const { data, error, isPending } = useQuery({
    queryKey: ['docs', chapter],
    queryFn: () => readChapter(chapter),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useDocumentTitle(`${name(chapter)} – Signalbox documentation`);
  return (
    <div className={styles.docs}>
      <nav className={styles.chapters} aria-label="Chapters">
        <Link to="/" className={styles.brand}>
          <Logo />
          Signalbox
        </Link>
        {CHAPTERS.map((id) => (
          <Anchor
            key={id}
            component={Link}
            to={`/docs/${id}`}
            aria-current={id === chapter ? 'page' : undefined}
          >
            {name(id)}
          </Anchor>
        ))}
      </nav>
      <main className={styles.text}>
        {isPending ? <Pending /> : null}
        {error === null ? null : <ErrorNotice error={error} />}
        {data === null ? <NotFound /> : null}
        {typeof data === 'string' ? <DocText text={data} /> : null}
      </main>
    </div>
  );
}

function name(chapter: string): string {
  const words = chapter.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

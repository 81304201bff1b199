import { lazy, Suspense } from 'react';
import styles from './lazy-markdown.module.css';

const Markdown = lazy(async () => {
  const { Markdown: component } = await import('./markdown.tsx');
  return { default: component };
});

/** Markdown on pages that mostly open without any: what formats it comes with the first text, which is plain until then. */
export function LazyMarkdown({ text }: { readonly text: string }) {
  return (
    <Suspense fallback={<div className={styles.plain}>{text}</div>}>
      <Markdown text={text} />
    </Suspense>
  );
}

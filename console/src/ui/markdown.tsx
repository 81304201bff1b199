import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { CopyButton } from './copy-button.tsx';
import styles from './markdown.module.css';

const PLUGINS = [remarkGfm];

/**
 * A model's answer, formatted and inert: HTML in it is shown as text, no image is loaded (its address would tell a stranger
 * that and what was read), and a link is text with its address to copy, since what a model wrote is nobody's word.
 */
const INERT: Components = {
  a: ({ href, children }) => (
    <span className={styles.link} title={href}>
      {children}
      {href === undefined || href === '' ? null : (
        <CopyButton text={href} what="the link" size={18} />
      )}
    </span>
  ),
  img: ({ src, alt }) => (
    <span className={styles.image}>
      [image{alt ? `: ${alt}` : ''}
      {typeof src === 'string' && src !== '' ? ` – ${src}` : ''}]
    </span>
  ),
  input: ({ checked }) => <span>{checked ? '[x]' : '[ ]'}</span>,
  h1: ({ children }) => <p className={styles.heading}>{children}</p>,
  h2: ({ children }) => <p className={styles.heading}>{children}</p>,
  h3: ({ children }) => <p className={styles.heading}>{children}</p>,
  h4: ({ children }) => <p className={styles.heading}>{children}</p>,
  h5: ({ children }) => <p className={styles.heading}>{children}</p>,
  h6: ({ children }) => <p className={styles.heading}>{children}</p>,
};

export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={styles.markdown}>
      <ReactMarkdown remarkPlugins={PLUGINS} components={INERT} urlTransform={(url) => url}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

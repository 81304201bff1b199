import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Code } from '../../ui/code.tsx';
import styles from './docs.module.css';

const PLUGINS = [remarkGfm];

const heading = (Level: 'h1' | 'h2' | 'h3' | 'h4') =>
  function Heading({ children }: { readonly children?: ReactNode }) {
    return <Level id={slug(plainText(children))}>{children}</Level>;
  };

const COMPONENTS: Components = {
  h1: heading('h1'),
  h2: heading('h2'),
  h3: heading('h3'),
  h4: heading('h4'),
  a: ({ href = '', children }) => <DocAnchor href={href}>{children}</DocAnchor>,
  pre: ({ children }) => <>{children}</>,
  code: ({ className, children }) => {
    const text = plainText(children);
    // Blocks end with a line break, words in a line have none.
    return className !== undefined || text.endsWith('\n') ? (
      <Code text={text.replace(/\n$/, '')} label="the example" fold={80} />
    ) : (
      <code>{children}</code>
    );
  },
  // The corner of a table with names at its left heads nothing.
  th: ({ children }) => (plainText(children).trim() === '' ? <td /> : <th>{children}</th>),
  img: ({ alt }) => <em>{alt}</em>,
};

/** A chapter of our own documentation: unlike a model's text, its links lead somewhere. */
export function DocText({ text }: { readonly text: string }) {
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id !== '') document.getElementById(id)?.scrollIntoView();
  }, []);
  return (
    <div className={styles.prose}>
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

function DocAnchor({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const chapter = /^([a-z0-9-]+)\.md(?:#(.*))?$/.exec(href);
  if (chapter?.[1] !== undefined) {
    return (
      <Anchor
        component={Link}
        underline="always"
        to={`/docs/${chapter[1]}`}
        {...(chapter[2] ? { hash: chapter[2] } : {})}
      >
        {children}
      </Anchor>
    );
  }
  if (href.startsWith('#') || href.startsWith('https://')) {
    return (
      <Anchor
        href={href}
        underline="always"
        {...(href.startsWith('#') ? {} : { target: '_blank', rel: 'noreferrer' })}
      >
        {children}
      </Anchor>
    );
  }
  // A file of the repository, which is not here.
  return <span>{children}</span>;
}

function plainText(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(plainText).join('');
  if (typeof node === 'object' && node !== null && 'props' in node) {
    return plainText((node.props as { readonly children?: ReactNode }).children);
  }
  return '';
}

/** As code hosts make the ids of headings, so that links work in both. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');
}

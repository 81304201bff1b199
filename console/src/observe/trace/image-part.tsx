import { useState } from 'react';
import { formatBytes } from '../../ui/formats.ts';
import styles from './conversation.module.css';
import type { Source } from './item.ts';
import { bytesOf, whereIs } from './source.ts';

/** Raster images only: what may hold a script or point elsewhere stays text. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;
const BASE64 = /^[A-Za-z0-9+/=]+$/;

/** An image that was sent along whole; one that was named by its address is not fetched, since that would tell its host. */
export function ImagePart({ source }: { readonly source: Source }) {
  const [broken, setBroken] = useState(false);
  if (source.kind !== 'inline' || broken || !isShown(source)) {
    return <p className={styles.part}>Image: {whereIs(source)}</p>;
  }
  return (
    <figure className={styles.figure}>
      <img
        src={`data:${source.media_type};base64,${source.data}`}
        alt="Part of the message"
        onError={() => setBroken(true)}
      />
      <figcaption className={styles.dimmed}>{formatBytes(bytesOf(source.data))}</figcaption>
    </figure>
  );
}

function isShown({ media_type, data }: Extract<Source, { kind: 'inline' }>): boolean {
  return SHOWN.test(media_type) && BASE64.test(data);
}

import { useState } from 'react';
import { formatBytes } from '../../ui/formats.ts';
import styles from './conversation.module.css';

/** Raster images only: what may hold a script or point elsewhere stays text. */
const INLINE = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/;
/** Three bytes of an image are four characters. */
const PER_CHARACTER = 3 / 4;

/** An image that was sent along whole; one that was named by its address is not fetched, since that would tell its host. */
export function ImagePart({ url }: { readonly url: string }) {
  const [broken, setBroken] = useState(false);
  if (!INLINE.test(url) || broken) {
    return (
      <span className={styles.image}>
        Image, not loaded: <code>{url.slice(0, 200) || 'no address'}</code>
      </span>
    );
  }
  const bytes = Math.round((url.length - url.indexOf(',') - 1) * PER_CHARACTER);
  return (
    <figure className={styles.figure}>
      <img src={url} alt="Sent along by the client" onError={() => setBroken(true)} />
      <figcaption className={styles.dimmed}>{formatBytes(bytes)}</figcaption>
    </figure>
  );
}

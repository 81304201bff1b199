import { PageLink } from '../../ui/page-link.tsx';
import styles from './people-page.module.css';

/** For an address that was opened without the token of its link. */
export function NoLink({ next }: { readonly next: string }) {
  return (
    <>
      <p className={styles.note}>
        This address lacks the part after <code>#token=</code>. Open the link as a whole: reloading
        the page, or a copy that was cut short, loses that part. {next}
      </p>
      <PageLink to="/sign-in">Sign in</PageLink>
    </>
  );
}

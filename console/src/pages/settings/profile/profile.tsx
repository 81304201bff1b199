import { useSession } from '../../../data/session.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Sections } from '../section.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SignIns } from './sign-ins.tsx';

/** The person who is signed in. */
export default function Profile() {
  const { user } = useSession();
  if (user === null) {
    return (
      <EmptyState title="A key has no profile">
        <p>Sign in as a person to see name, password and sign-ins here.</p>
      </EmptyState>
    );
  }
  return (
    <Sections>
      <NameForm user={user} />
      <PasswordForm email={user.email} />
      <SignIns />
    </Sections>
  );
}

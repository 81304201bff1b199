/** Ends the session on the server; the page that follows starts from nothing. */
export async function signOut(csrfToken: string | null): Promise<void> {
  await fetch('/api/v1/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    headers: csrfToken === null ? {} : { 'x-csrf-token': csrfToken },
  });
}

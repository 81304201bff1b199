import { Navigate } from '@tanstack/react-router';
import { NotFound } from '../../frame/not-found.tsx';
import { useRail } from '../../frame/use-rail.ts';

/** The start: the first page that this person may see. */
export default function Home() {
  const first = useRail()[0]?.items[0];
  return first === undefined ? <NotFound /> : <Navigate to={first.to} replace />;
}

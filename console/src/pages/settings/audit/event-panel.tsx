import { CopyButton } from '../../../ui/copy-button.tsx';
import { Fact, Facts } from '../../../ui/facts.tsx';
import { formatExactTime } from '../../../ui/formats.ts';
import layout from '../../../ui/layout.module.css';
import { SidePanel } from '../../../ui/side-panel.tsx';
import styles from './audit.module.css';
import { differences } from './differences.ts';
import { type AuditEvent, actorName, targetName } from './event.ts';

/** One event: who, when, from where, and the thing before and after. */
export function EventPanel({
  event,
  onClose,
}: {
  readonly event: AuditEvent;
  readonly onClose: () => void;
}) {
  const rows = differences(event.before, event.after);
  return (
    <SidePanel title={event.action} label="Event" onClose={onClose}>
      <div className={layout.panel}>
        <Facts>
          <Fact name="When">{formatExactTime(event.at)}</Fact>
          <Fact name="Who">
            {actorName(event.actor)} ({event.actor.kind})
          </Fact>
          <Fact name="To">
            {event.target.kind.replaceAll('_', ' ')} {targetName(event)}
          </Fact>
          {event.target.id === null ? null : <Id label="Its id" text={event.target.id} />}
          {event.ip === null ? null : <Fact name="From">{event.ip}</Fact>}
          {event.request_id === null ? null : <Id label="Request" text={event.request_id} />}
        </Facts>
        {rows.length === 0 ? (
          <p className={styles.same}>It changed no settings.</p>
        ) : (
          <table className={styles.differences}>
            <thead>
              <tr>
                <th scope="col">Member</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ member, before, after, changed }) => (
                <tr key={member} className={changed ? styles.changed : styles.same}>
                  <th scope="row">{member}</th>
                  <td>{written(before)}</td>
                  <td>{written(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </SidePanel>
  );
}

function Id({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <Fact name={label}>
      <code>{text}</code> <CopyButton text={text} what={label.toLowerCase()} />
    </Fact>
  );
}

function written(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

import { Code } from '../../ui/code.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { CitationList } from './citation-list.tsx';
import styles from './conversation.module.css';
import { DocumentPart } from './document-part.tsx';
import { Fold } from './fold.tsx';
import { ImagePart } from './image-part.tsx';
import type { Item } from './item.ts';
import { LongText } from './long-text.tsx';
import { ReasoningPart } from './reasoning-part.tsx';
import { whereIs } from './source.ts';
import { ToolCallView } from './tool-call-view.tsx';

export function ItemView({ item, plain }: { readonly item: Item; readonly plain: boolean }) {
  switch (item.kind) {
    case 'text':
      return (
        <>
          <LongText text={item.text} plain={plain} />
          <CitationList citations={item.citations} />
        </>
      );
    case 'image':
      return <ImagePart source={item.source} />;
    case 'document':
      return <DocumentPart name={item.name} source={item.source} />;
    case 'sound':
      return (
        <>
          <p className={styles.part}>Sound: {whereIs(item.source)}</p>
          {item.transcript === null ? null : <LongText text={item.transcript} plain={plain} />}
        </>
      );
    case 'reasoning':
      return <ReasoningPart text={item.text} encrypted={item.encrypted} />;
    case 'call':
      return (
        <ToolCallView call={item.call}>
          {item.call.result?.map((answered, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a stored message never move.
            <ResultItem key={index} item={answered} />
          ))}
        </ToolCallView>
      );
    case 'hosted':
      return (
        <Fold
          title={
            <>
              Tool <strong>{item.name}</strong>
              <span className={styles.dimmed}> of the provider’s own</span>
            </>
          }
        >
          <JsonView value={item.value} label="this part" />
        </Fold>
      );
    case 'other':
      return <JsonView value={item.value} label="this part" />;
  }
}

/** What a tool answered is data, and its text is read as such. */
function ResultItem({ item }: { readonly item: Item }) {
  if (item.kind !== 'text') return <ItemView item={item} plain />;
  return <Code text={indented(item.text)} label="the result" />;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

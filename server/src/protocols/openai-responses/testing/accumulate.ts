/* What a client makes of a stream, by the published meaning of its events: each is about an item and a part of it that are there. */

// biome-ignore lint/suspicious/noExplicitAny: events are JSON of many forms.
type Data = any;

/** The items that the events come to. Throws where an event is about what has not been added. */
export function accumulate(events: readonly Data[]): readonly Data[] {
  const output: Data[] = [];
  for (const event of events) take(output, event);
  return output;
}

function take(output: Data[], event: Data): void {
  const item = output[event.output_index];
  switch (event.type) {
    case 'response.output_item.added':
      if (event.output_index !== output.length) throw new Error('items out of their order');
      output.push(structuredClone(event.item));
      return;
    case 'response.output_item.done':
      same(item.id, event.item.id);
      same(item.type, event.item.type);
      for (const name of ['content', 'arguments', 'input']) same(item[name], event.item[name]);
      output[event.output_index] = structuredClone(event.item);
      return;
    case 'response.content_part.added':
      same(item.id, event.item_id);
      same(item.content.length, event.content_index);
      item.content.push(structuredClone(event.part));
      return;
    case 'response.output_text.delta':
      partOf(item, event, 'output_text').text += event.delta;
      partOf(item, event, 'output_text').logprobs.push(...event.logprobs);
      return;
    case 'response.output_text.annotation.added':
      same(partOf(item, event, 'output_text').annotations.length, event.annotation_index);
      partOf(item, event, 'output_text').annotations.push(event.annotation);
      return;
    case 'response.refusal.delta':
      partOf(item, event, 'refusal').refusal += event.delta;
      return;
    case 'response.output_text.done':
      same(partOf(item, event, 'output_text').text, event.text);
      break;
    case 'response.refusal.done':
      same(partOf(item, event, 'refusal').refusal, event.refusal);
      break;
    case 'response.content_part.done':
      // Of tokens of a text that has ended, the last event of all tells.
      same({ ...partOf(item, event, event.part.type) }, event.part);
      break;
    case 'response.reasoning_summary_part.added':
      same(item.summary.length, event.summary_index);
      item.summary.push(structuredClone(event.part));
      return;
    case 'response.reasoning_summary_text.delta':
      item.summary[event.summary_index].text += event.delta;
      return;
    case 'response.reasoning_summary_text.done':
      same(item.summary[event.summary_index].text, event.text);
      break;
    case 'response.function_call_arguments.delta':
      same(item.id, event.item_id);
      item.arguments += event.delta;
      return;
    case 'response.function_call_arguments.done':
      same(item.name, event.name);
      same(item.arguments, event.arguments);
      break;
    case 'response.custom_tool_call_input.delta':
      same(item.id, event.item_id);
      item.input += event.delta;
      return;
    case 'response.custom_tool_call_input.done':
      same(item.input, event.input);
      break;
  }
}

function partOf(item: Data, event: Data, type: string): Data {
  same(item.id, event.item_id);
  const part = item.content[event.content_index];
  same(part.type, type);
  return part;
}

function same(a: unknown, b: unknown): void {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

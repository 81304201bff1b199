import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';
import { useCan } from '../../data/use-place.ts';
import { Count } from '../../ui/count.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { joinValues } from '../../ui/filter-bar/index.ts';
import { formatBytes } from '../../ui/formats.ts';
import layout from '../../ui/layout.module.css';
import { Money } from '../../ui/money.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import { Measured } from './measured.tsx';
import { OwnPriceForm } from './own-price-form.tsx';
import { OwnPrices } from './own-prices.tsx';
import { priceText } from './price-text.ts';
import type { Model } from './types.ts';

/** One model: what it costs and how it did, with the project's own prices for it. */
export function ModelPanel({
  model,
  unknown,
  onClose,
}: {
  readonly model: Model;
  /** What stands for figures that are not there. */
  readonly unknown: 'measuring' | 'not known';
  readonly onClose: () => void;
}) {
  const mayWrite = useCan('models:write');
  const prices = useApiQuery(['prices'], (api, signal) =>
    unwrap(api.GET('/api/v1/prices', { params: { query: { limit: 1000 } }, signal })),
  );
  const own = (prices.data?.data ?? []).filter(
    ({ provider, model: name }) => provider === model.provider && name === model.name,
  );
  const { local_state: local, price, usage } = model;
  return (
    <SidePanel title={model.id} label="Model" onClose={onClose}>
      <div className={layout.panel}>
        <Facts>
          <Fact name="Context">
            <Count value={model.context_tokens} why="The price table does not tell." /> tokens
          </Fact>
          {local === null ? null : (
            <Fact name="In memory">
              {local.state === 'loaded'
                ? `${formatBytes(local.memory_bytes)}, ${local.requests} requests in work and in wait`
                : local.state === 'resting'
                  ? 'no: the next request loads it'
                  : 'being loaded'}
            </Fact>
          )}
          <Fact name="Task">{model.task ?? <Unknown why="Its provider does not tell." />}</Fact>
          <Fact name="Measured">
            <Measured
              row={usage === null ? unknown : usage.requests === 0 ? 'no request' : usage}
            />
          </Fact>
          {usage === null || usage.requests === 0 ? null : (
            <Fact name="Cost">
              <Money usd={usage.cost_usd} why="No price is known for it." /> for{' '}
              <Count value={usage.input_tokens} /> input and <Count value={usage.output_tokens} />{' '}
              output tokens
            </Fact>
          )}
          <Fact name="Price">
            {price === null
              ? model.self_hosted
                ? 'none: it runs on this machine'
                : 'not known'
              : priceText(price.usd_per_million) || 'not known'}
            {price?.tiered === true ? ', other prices for long inputs' : ''}
          </Fact>
          {price === null ? null : <Fact name="From">{price.version}</Fact>}
          <Fact name="Links">
            <PageLink
              to="/requests"
              search={{ model: joinValues([model.name]), provider: joinValues([model.provider]) }}
            >
              Its requests
            </PageLink>
          </Fact>
        </Facts>
        <OwnPrices prices={own} mayWrite={mayWrite} />
        {mayWrite ? <OwnPriceForm model={model} /> : null}
      </div>
    </SidePanel>
  );
}

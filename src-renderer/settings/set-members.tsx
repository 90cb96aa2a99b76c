import type { Enricher } from '../../src-main/contract/enricher.ts';
import type { SavedSet } from '../../src-main/contract/settings.ts';
import { Tick } from '../shared/tick.tsx';

type Props = {
  readonly set: SavedSet;
  readonly enrichers: readonly Enricher[];
  readonly onChange: (members: SavedSet['enrichers']) => void;
};

/** Which enrichers the set runs, type by type. */
export function SetMembers({ set, enrichers, onChange }: Props) {
  const idsOf = (type: string) =>
    Object.hasOwn(set.enrichers, type) ? (set.enrichers[type] ?? []) : [];
  const reading = enrichers.filter(({ effect, enabled }) => effect === 'read' && enabled);
  const types = [...new Set(reading.flatMap((one) => one.types))];
  const count = new Set(Object.values(set.enrichers).flat()).size;
  const change = (type: string, id: string, isIn: boolean) => {
    const others = idsOf(type).filter((one) => one !== id);
    const { [type]: _before, ...rest } = set.enrichers;
    const ids = isIn ? [...others, id] : others;
    onChange(ids.length === 0 ? rest : { ...rest, [type]: ids });
  };
  return (
    <details className="set-members">
      <summary>{count === 1 ? '1 enricher' : `${count} enrichers`}</summary>
      <dl className="facts">
        {types.map((type) => (
          <div key={type}>
            <dt>{type}</dt>
            <dd>
              {reading
                .filter((one) => one.types.includes(type))
                .map(({ id, title }) => (
                  <Tick
                    key={id}
                    label={title}
                    checked={idsOf(type).includes(id)}
                    onChange={(isIn) => change(type, id, isIn)}
                  />
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

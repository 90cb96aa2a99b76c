import type { RunOrder } from '../../src-main/contract/search.ts';

const orders = [
  ['newest', 'Newest'],
  ['match', 'Best match'],
] as const satisfies readonly (readonly [RunOrder, string])[];

type Props = {
  readonly order: RunOrder;
  /** without words nothing matches better than anything else */
  readonly hasWords: boolean;
  readonly onChange: (order: RunOrder) => void;
};

export function OrderChoice({ order, hasWords, onChange }: Props) {
  return (
    <fieldset className="history-parts" disabled={!hasWords}>
      <legend className="heard">Order</legend>
      {orders.map(([name, text]) => (
        <label key={name}>
          <input
            type="radio"
            name="history-order"
            checked={(hasWords ? order : 'newest') === name}
            onChange={() => onChange(name)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

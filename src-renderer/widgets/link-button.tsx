import type { ReactNode } from 'react';
import { useDefangAddress } from '../shared/defang-style.ts';
import { useReport } from './report-context.ts';

/** Looks like a link, navigates nowhere: it asks, with its target in sight. */
export function LinkButton(props: { readonly address: string; readonly children: ReactNode }) {
  const { onLink } = useReport();
  const defangAddress = useDefangAddress();
  return (
    <button
      type="button"
      className="fb-link"
      aria-haspopup="dialog"
      title={defangAddress(props.address)}
      onClick={() => onLink(props.address)}
    >
      {props.children}
    </button>
  );
}

import { tlpLabel } from '../../src-main/contract/tlp.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import './tags.css';

export function TlpTag({ tlp }: { readonly tlp: Tlp | null }) {
  const colour = tlp === 'amber+strict' ? 'amber' : tlp;
  const classes = tlp === null ? 'flair-tag' : `flair-tag tlp-${colour}`;
  return <span className={classes}>{tlpLabel(tlp)}</span>;
}

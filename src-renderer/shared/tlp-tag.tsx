import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import './tags.css';

export function TlpTag({ tlp }: { readonly tlp: Tlp | null }) {
  if (tlp === null) return <span className="flair-tag">unmarked</span>;
  const colour = tlp === 'amber+strict' ? 'amber' : tlp;
  return <span className={`flair-tag tlp-${colour}`}>TLP:{tlp.toUpperCase()}</span>;
}

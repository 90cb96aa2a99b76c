import { Button, PopoverNext } from '@blueprintjs/core';
import { Duplicate, More } from '@blueprintjs/icons';
import type { FlairPane } from '../../src-main/contract/paste.ts';
import { useContextMenu } from '../shared/context-menu.tsx';
import { CopyMenu } from '../shared/copy-menu.tsx';
import { StandingTag } from '../shared/standing-tag.tsx';
import { TlpTag } from '../shared/tlp-tag.tsx';
import { useAct } from '../shared/use-act.ts';
import { useCopyValues } from '../shared/use-copy-values.ts';
import { useTicket } from '../shared/use-ticket.ts';
import { notAskedSentence } from './overview.tsx';

type Props = { readonly flair: FlairPane; readonly pasteId: number | null };

export function FlairHeader({ flair, pasteId }: Props) {
  const copyValues = useCopyValues();
  const copyTicket = useTicket();
  const { act } = useAct();
  const { observable, standing, tlp, tags } = flair;
  const menu = (
    <CopyMenu
      count={1}
      hasKeys
      onCopy={(form) => void copyValues([observable], form)}
      onTicket={() => void act(() => copyTicket([observable.id], pasteId))}
    />
  );
  const contextMenu = useContextMenu(() => menu);
  return (
    <header className="flair-header">
      <div className="flair-title">
        <span className="muted">{observable.type}</span>
        <h2 className="mono" {...contextMenu}>
          {observable.defanged}
        </h2>
        {standing !== null && <StandingTag standing={standing} strong />}
        <TlpTag tlp={tlp} />
        {tags.map((tag) => (
          <span
            key={`${tag.namespace}:${tag.predicate}:${tag.value}`}
            className={`flair-tag ${tagColour[tag.level]}`}
          >
            {tag.namespace}:{tag.predicate}={String(tag.value)}
          </span>
        ))}
        <span className="flair-actions">
          <Button
            variant="minimal"
            size="small"
            icon={<Duplicate />}
            aria-label="Copy defanged"
            title="Copy defanged (y); with Shift refanged"
            onClick={(event) =>
              void copyValues([observable], event.shiftKey ? 'refanged' : 'defanged')
            }
          />
          <PopoverNext placement="bottom-end" content={menu}>
            <Button variant="minimal" size="small" icon={<More />} aria-label="More to copy" />
          </PopoverNext>
        </span>
      </div>
      <p className="small muted">{seenWords(flair)}</p>
    </header>
  );
}

const tagColour = {
  info: '',
  safe: 'level-known',
  suspicious: 'level-suspicious',
  malicious: 'level-malicious',
} as const;

/** `first seen 2026-06-03 · in 3 pastes · 1 under way · 2 of 6 were not asked: TLP, no credential` */
function seenWords(flair: FlairPane): string {
  const { firstSeen, lastSeen, pastes, tabs } = flair;
  const asked = tabs.filter(({ run, request }) => run !== null || request !== null);
  const parts = [`first seen ${firstSeen.slice(0, 10)}`];
  if (lastSeen.slice(0, 10) !== firstSeen.slice(0, 10)) {
    parts.push(`last ${lastSeen.slice(0, 10)}`);
  }
  parts.push(pastes === 1 ? 'in 1 paste' : `in ${pastes} pastes`);
  const open = asked.filter(({ request }) => request !== null && request.state !== 'done').length;
  if (open > 0) parts.push(`${open} under way`);
  const unasked = notAskedSentence(flair);
  if (unasked !== null) parts.push(unasked);
  return parts.join(' · ');
}

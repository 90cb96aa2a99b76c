import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useDefang } from '../shared/defang-style.ts';
import { hostWords } from '../shared/host-words.ts';
import { useReturnFocus } from '../shared/use-return-focus.ts';

type Props = {
  readonly requests: number;
  readonly hosts: readonly string[];
  readonly onPutOff: () => void;
  readonly onConfirm: () => void;
};

export function ManyRequestsDialog({ requests, hosts, onPutOff, onConfirm }: Props) {
  const defang = useDefang();
  useReturnFocus();
  return (
    <Dialog isOpen title="Many requests to third parties" onClose={onPutOff}>
      <DialogBody>
        <p>
          This sends {requests} requests to third parties
          {hosts.length > 0 && `: ${hostWords(hosts.map((host) => defang('domain', host)))}`}.
        </p>
        <p>It may use up quotas, and the hosts learn each value.</p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Go back" onClick={onPutOff} />
            <Button intent="primary" text={`Send ${requests} requests`} onClick={onConfirm} />
          </>
        }
      />
    </Dialog>
  );
}

import { ageWords, clockWords } from './times.ts';
import { useNow } from './use-now.ts';

/** `2 min ago`, with the exact UTC time on hover. */
export function Instant({ time, ago = true }: { readonly time: string; readonly ago?: boolean }) {
  const now = useNow();
  return (
    <time dateTime={time} title={`${time.slice(0, 19).replace('T', ' ')} UTC`}>
      {ago ? ageWords(Date.parse(time), now) : clockWords(time, now)}
    </time>
  );
}

import { useAnnounce } from '../app/announcements.tsx';

/** Copies and says so; where the clipboard is refused it says that instead. */
export function useCopyText(): (text: string, what: string) => Promise<void> {
  const announce = useAnnounce();
  return async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      announce(`Copied ${what}.`);
    } catch {
      announce('The clipboard is not available. Select the text and copy it by hand.');
    }
  };
}

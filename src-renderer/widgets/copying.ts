import { useReport } from './report-context.ts';

/** Copies text and says so; where the clipboard is refused it says that instead. */
export function useCopy(): (text: string, what: string) => Promise<void> {
  const { announce } = useReport();
  return async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      announce(`Copied ${what}.`);
    } catch {
      announce('The clipboard is not available. Select the text and copy it by hand.');
    }
  };
}

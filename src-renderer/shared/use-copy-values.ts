import { type CopiedValue, type CopyForm, copiedText } from './copied-text.ts';
import { useDefangStyle } from './defang-style.ts';
import { useCopyText } from './use-copy-text.ts';

/** Copies values in a form, and says which. */
export function useCopyValues(): (values: readonly CopiedValue[], form: CopyForm) => Promise<void> {
  const style = useDefangStyle();
  const copyText = useCopyText();
  return (values, form) => copyText(copiedText(form, values, style), copiedWords(values, form));
}

/** `the value, refanged`, `12 values as CSV` */
export function copiedWords(values: readonly unknown[], form: CopyForm): string {
  const what = values.length === 1 ? 'the value' : `${values.length.toLocaleString('en')} values`;
  if (form === 'defanged' || form === 'refanged') return `${what}, ${form}`;
  return `${what} as ${form === 'markdown' ? 'a Markdown list' : form.toUpperCase()}`;
}

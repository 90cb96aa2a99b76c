/**
 * Labels of the core cases that are not what the bench is to find, each with the rule it breaks. A case is the
 * opinion of one library's test suite; what stands here is left out of the measured figure, and counted in the
 * figure printed beside it. At most one label in ten may stand here.
 *
 * A label is named by its case and its position in the `expected` of that case: some of the suites are under the
 * GPL, and nothing of them is copied.
 */
export interface RejectedLabel {
  readonly case: string;
  /** index in `expected` */
  readonly label: number;
  readonly rule: string;
}

const noOctal = 'IPv4 by net.isIP: no octal, no leading zeros';
const wholeAddress = 'IPv4 by net.isIP: an address glued into a word is none';
const wholeWord = 'hashes only as whole words: no letters, and no 0x, glued to them';
const whiteSpace = 'a URL ends where a person would end it: at white space before a path';
const quote = 'a URL ends where a person would end it: at a quote or an angle bracket';
const code = 'no code: the value is a string of a program, put together at run time';

export const rejectedLabels: readonly RejectedLabel[] = [
  { case: 'ioc-finder-0275', label: 0, rule: noOctal },
  { case: 'cyberchef-0015', label: 0, rule: noOctal },
  { case: 'cyberchef-0015', label: 1, rule: noOctal },
  { case: 'cyberchef-0015', label: 2, rule: noOctal },
  { case: 'iocextract-0198', label: 0, rule: wholeAddress },
  { case: 'iocextract-0210', label: 0, rule: wholeAddress },
  { case: 'ioc-finder-0243', label: 0, rule: wholeWord },
  { case: 'iocextract-0272', label: 0, rule: wholeWord },
  { case: 'iocextract-0287', label: 0, rule: wholeWord },
  { case: 'iocextract-0391', label: 0, rule: whiteSpace },
  { case: 'iocextract-0472', label: 0, rule: whiteSpace },
  { case: 'iocextract-0477', label: 0, rule: whiteSpace },
  { case: 'iocextract-0520', label: 0, rule: quote },
  { case: 'iocextract-0521', label: 0, rule: quote },
  { case: 'iocextract-0026', label: 0, rule: code },
];

/** Which of two semantic versions is newer: negative where the first is older, 0 where they rank the same. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [partsOf(one), partsOf(other)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (first.numbers[index] ?? 0) - (second.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  // A prerelease comes before its release.
  if (first.labels.length === 0 || second.labels.length === 0) {
    return Number(first.labels.length === 0) - Number(second.labels.length === 0);
  }
  const length = Math.max(first.labels.length, second.labels.length);
  for (let index = 0; index < length; index += 1) {
    const difference = compareLabels(first.labels[index], second.labels[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(version: string): { numbers: number[]; labels: string[] } {
  const plain = version.replace(/\+.*$/, '');
  const dash = plain.indexOf('-');
  const release = dash < 0 ? plain : plain.slice(0, dash);
  return {
    numbers: release.split('.').map(Number),
    labels: dash < 0 ? [] : plain.slice(dash + 1).split('.'),
  };
}

/** Fewer labels come first, numbers before words. */
function compareLabels(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined)
    return Number(one !== undefined) - Number(other !== undefined);
  const [oneIsNumber, otherIsNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (oneIsNumber && otherIsNumber) return Number(one) - Number(other);
  if (oneIsNumber !== otherIsNumber) return oneIsNumber ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

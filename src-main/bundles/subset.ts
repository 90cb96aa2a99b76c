/**
 * Where `actual` lacks something of `expected`: a path and both values, or null when it has it all. Objects may
 * have more than is expected; lists must be as long.
 */
export function firstDifference(expected: unknown, actual: unknown, path = ''): string | null {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) {
      return differs(path, expected, actual);
    }
    return firstOf(expected, (value, index) =>
      firstDifference(value, actual[index], `${path}[${index}]`),
    );
  }
  if (isObject(expected)) {
    if (!isObject(actual) || Array.isArray(actual)) return differs(path, expected, actual);
    return firstOf(Object.entries(expected), ([key, value]) =>
      firstDifference(value, actual[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return Object.is(expected, actual) ? null : differs(path, expected, actual);
}

function firstOf<T>(
  values: readonly T[],
  find: (value: T, index: number) => string | null,
): string | null {
  for (const [index, value] of values.entries()) {
    const found = find(value, index);
    if (found !== null) return found;
  }
  return null;
}

function differs(path: string, expected: unknown, actual: unknown): string {
  return `${path || 'the result'} is ${short(actual)}, expected ${short(expected)}.`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

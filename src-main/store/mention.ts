/**
 * Whether a text mentions a value, whatever the case of its letters: as a whole, or as a part between other
 * characters than letters and digits, so that `evil.example` is found in `http://www.evil.example/`, and `1.1.1.1`
 * not in `1.1.1.10`.
 */
export function mentions(value: string): (text: string) => boolean {
  const places = placesOf(value);
  return (text) => places(text).length > 0;
}

/** The same in JSON as we write it. */
export function mentionsInJson(value: string): (json: string) => boolean {
  const written = mentions(JSON.stringify(value).slice(1, -1));
  return (json) => written(json) && written(json.replaceAll(/\\[bfnrt]/g, '  '));
}

/** Where the value begins in a text. */
export function placesOf(value: string): (text: string) => number[] {
  const wanted = value.toLowerCase();
  return (text) => {
    const lower = sameLength(text);
    const places: number[] = [];
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
      if (!isWordy(lower[at - 1]) && !isWordy(lower[at + wanted.length])) places.push(at);
    }
    return places;
  };
}

/** Some capital letters are longer in small ones, and would move all that follows. */
function sameLength(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, (letter) =>
        letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
      ).join('');
}

function isWordy(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

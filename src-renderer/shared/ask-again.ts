const mostTries = 3;

/** Asks anew, a few times, while what comes in the place of an answer is worth it. */
export async function askAgain<Answer>(
  question: () => Promise<Answer>,
  isWorthIt: (error: unknown) => boolean,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await question();
    } catch (error) {
      if (tries === mostTries || !isWorthIt(error)) throw error;
    }
  }
}

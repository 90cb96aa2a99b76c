import {
  mostPatternTypes,
  type PatternType,
  type PatternTypeProblem,
} from '../../contract/settings.ts';
import { observableTypes } from '../../contract/vocabulary.ts';
import { type Automaton, createAutomaton } from './automaton.ts';
import { type Pattern, placesOf } from './places.ts';
import { readPattern } from './tree.ts';
import { mostWeight, weightOf, weightOfAll } from './weight.ts';

/**
 * Steps that working out all states may take, for one pattern and for all together; it bounds the memory that a
 * hostile text can make a pattern take. A tenth of a second.
 */
const mostSteps = { one: 200_000, all: 1_000_000 };

const builtIn: ReadonlySet<string> = new Set(observableTypes);

type Problem = Omit<PatternTypeProblem, 'index'>;

/** Why definitions cannot be taken, in their order; empty when all can. Never throws. */
export function checkPatternTypes(definitions: readonly PatternType[]): PatternTypeProblem[] {
  const problems = definitions.flatMap((definition, index) =>
    [nameProblem(definition.name, definitions.slice(0, index)), patternProblem(definition)].flatMap(
      (problem) => (problem === null ? [] : { index, ...problem }),
    ),
  );
  const together = problems.length === 0 ? problemTogether(definitions) : null;
  return together === null ? problems : [{ index: definitions.length - 1, ...together }];
}

function nameProblem(name: string, before: readonly PatternType[]): Problem | null {
  const problem = (sentence: string) => ({ field: 'name', sentence }) as const;
  if (!/^[a-z][a-z0-9-]{0,39}$/u.test(name)) {
    return problem(
      'A name begins with a letter and holds small letters, digits and hyphens, 40 at most: ticket, asset-tag.',
    );
  }
  if (builtIn.has(name)) return problem(`"${name}" is built in: choose another name.`);
  const isTaken = before.some((other) => other.name === name);
  return isTaken ? problem(`There is a type "${name}" already.`) : null;
}

function patternProblem({ pattern, ignoreCase, example }: PatternType): Problem | null {
  const read = readPattern(pattern);
  if (!read.ok) return { field: 'pattern', sentence: read.refusal.sentence };
  const compiled = { tree: read.tree, ignoreCase: ignoreCase === true };
  if (weightOf(compiled) > mostWeight.one) return { field: 'pattern', sentence: tooMuch };
  const automaton = automatonOf([compiled]);
  if (!automaton.complete(mostSteps.one)) return { field: 'pattern', sentence: runsAway };
  if (example.trim() === '') {
    return { field: 'example', sentence: 'Give an example: a value that matches.' };
  }
  if (automaton.whole(example.trim()).length > 0) return null;
  const sentence = `"${example}" does not match the pattern as a whole.`;
  return { field: 'example', sentence };
}

function problemTogether(definitions: readonly PatternType[]): Problem | null {
  if (definitions.length > mostPatternTypes) {
    const sentence = `There can be ${mostPatternTypes} types: remove one first.`;
    return { field: 'name', sentence };
  }
  const patterns = definitions.flatMap(({ pattern, ignoreCase }): Pattern[] => {
    const read = readPattern(pattern);
    return read.ok ? [{ tree: read.tree, ignoreCase: ignoreCase === true }] : [];
  });
  const isBounded =
    weightOfAll(patterns) <= mostWeight.all && automatonOf(patterns).complete(mostSteps.all);
  return isBounded ? null : { field: 'pattern', sentence: runsAwayTogether };
}

const automatonOf = (patterns: readonly Pattern[]): Automaton =>
  createAutomaton(placesOf(patterns));

const runsAway =
  'The pattern could run away: what it repeats may also be what follows, so too many possibilities would have to be followed at once. Make its repeats shorter, or let a character follow that is not repeated.';
const tooMuch =
  'The pattern holds too much: each repeat counts all that is in it. Make its repeats shorter, or its alternatives fewer.';
const runsAwayTogether =
  'Together with the other types too many possibilities would have to be followed at once. Make the repeats of this pattern shorter.';

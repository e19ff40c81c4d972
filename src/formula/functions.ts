// The closed list of functions. Each carries its description and examples, which a test runs.

export type FunctionName = 'lag' | 'min' | 'max' | 'abs' | 'exp' | 'ln' | 'sqrt' | 'meangrowth';

/**
 * How a function treats units. `same`: the result has the unit of the one argument; `alike`: all arguments and the
 * result have one dimension; `pure`: a pure number in, a pure number out; `root`: the dimension is halved; `drops`: any
 * dimension in, a pure number out.
 */
export type UnitRule = 'same' | 'alike' | 'pure' | 'root' | 'drops';

/** What a formula gives; a list is a series of years, the last one being the year computed. */
export interface FunctionExample {
  readonly formula: string;
  readonly given: Readonly<Record<string, number | readonly number[]>>;
  readonly value: number;
}

export interface FormulaFunction {
  readonly name: FunctionName;
  /** Least and largest number of arguments. */
  readonly arity: readonly [number, number];
  /** As it is written: `lag(x, years)`. */
  readonly usage: string;
  readonly description: string;
  readonly unitRule: UnitRule;
  readonly examples: readonly FunctionExample[];
}

/** How many years back `lag` may look. */
export const MOST_LAG_YEARS = 20;

/** Every function that a formula may call. */
export const FUNCTIONS: readonly FormulaFunction[] = [
  {
    name: 'lag',
    arity: [1, 2],
    usage: 'lag(x) or lag(x, years)',
    description: `the value of the indicator x one year earlier, or 1 to ${MOST_LAG_YEARS} years earlier`,
    unitRule: 'same',
    examples: [
      { formula: 'gdp / lag(gdp) - 1', given: { gdp: [100, 110] }, value: 110 / 100 - 1 },
      { formula: 'lag(gdp, 2)', given: { gdp: [100, 110, 121] }, value: 100 },
    ],
  },
  {
    name: 'min',
    arity: [2, 8],
    usage: 'min(a, b, …)',
    description: 'the smallest of 2 to 8 values of one dimension',
    unitRule: 'alike',
    examples: [{ formula: 'min(a, b, 3)', given: { a: 5, b: 4 }, value: 3 }],
  },
  {
    name: 'max',
    arity: [2, 8],
    usage: 'max(a, b, …)',
    description: 'the largest of 2 to 8 values of one dimension',
    unitRule: 'alike',
    examples: [{ formula: 'max(a - b, b - a)', given: { a: 5, b: 7 }, value: 2 }],
  },
  {
    name: 'abs',
    arity: [1, 1],
    usage: 'abs(a)',
    description: 'the value without its sign',
    unitRule: 'same',
    examples: [{ formula: 'abs(a - b)', given: { a: 5, b: 7 }, value: 2 }],
  },
  {
    name: 'exp',
    arity: [1, 1],
    usage: 'exp(a)',
    description: 'e to the power of a pure number',
    unitRule: 'pure',
    examples: [{ formula: 'exp(1)', given: {}, value: Math.E }],
  },
  {
    name: 'ln',
    arity: [1, 1],
    usage: 'ln(a)',
    description: 'the natural logarithm of a positive pure number',
    unitRule: 'pure',
    examples: [{ formula: 'ln(exp(a))', given: { a: 2 }, value: 2 }],
  },
  {
    name: 'sqrt',
    arity: [1, 1],
    usage: 'sqrt(a)',
    description: 'the square root of a value that is not negative',
    unitRule: 'root',
    examples: [{ formula: 'sqrt(a ^ 2 + b ^ 2)', given: { a: 3, b: 4 }, value: 5 }],
  },
  {
    name: 'meangrowth',
    arity: [1, 1],
    usage: 'meangrowth(x)',
    description: 'the mean annual growth of the indicator x over its first ten known years, as a fraction',
    unitRule: 'drops',
    examples: [{ formula: 'meangrowth(x) + 0.15', given: { x: [100, 105, 121] }, value: 0.1 + 0.15 }],
  },
];

const BY_NAME = new Map<string, FormulaFunction>(FUNCTIONS.map((entry) => [entry.name, entry]));

/** The listed function of that name; undefined for every other name. */
export function findFunction(name: string): FormulaFunction | undefined {
  return BY_NAME.get(name);
}

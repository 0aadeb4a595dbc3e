/**
 * The chip of a state in a summary, such as `` `sent`{.state .sent} ``: a label in backticks and the two classes
 * that the Console draws it by, of which the one that is not `.state` is the state.
 */
const CHIP = /`([^`{}]*)`\{([^{}]*)\}/g;

/** The states that a summary names by its chips, in their order. */
export function statesIn(summary: string): string[] {
  return [...summary.matchAll(CHIP)].flatMap(([, , classes = ""]) => stateOf(classes) ?? []);
}

/** The summary with another state in its chips. */
export function withState(summary: string, state: string): string {
  return summary.replace(CHIP, (chip, label: string, classes: string) => {
    const old = stateOf(classes);
    return old === undefined
      ? chip
      : `\`${label.toLowerCase() === old ? cased(state, label) : state}\`{.state .${state}}`;
  });
}

function stateOf(classes: string): string | undefined {
  const names = classes.trim().split(/\s+/);
  const [state, ...others] = names.filter((name) => name !== ".state");
  const isChip = names.includes(".state") && others.length === 0;
  return isChip ? state?.replace(/^\./, "") : undefined;
}

/** A state written as the label was: with a capital or without. */
function cased(state: string, label: string): string {
  return label === label.toLowerCase() ? state : state.charAt(0).toUpperCase() + state.slice(1);
}
